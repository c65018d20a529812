package dev.ramal.crm.timeline;

import static java.time.ZoneOffset.UTC;

import dev.ramal.crm.contacts.PhonesOfContact;
import dev.ramal.crm.timeline.TimelineStatements.Statement;
import dev.ramal.events.TenantId;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Store of timelines. */
@ApplicationScoped
class TimelineRepository {
  private final PhonesOfContact phones;

  TimelineRepository(PhonesOfContact phones) {
    this.phones = phones;
  }

  /**
   * Interactions of any organizations; nobody else changes timelines of these organizations until
   * the transaction ends.
   */
  Uni<InteractionSet> lockAll(Sql sql, Collection<InteractionKey> keys) {
    InteractionSet set = new InteractionSet();
    String[] tenants =
        keys.stream().map(key -> key.tenant().value()).distinct().sorted().toArray(String[]::new);
    Uni<List<SqlRow>> locked =
        sql.query(TimelineStatements.LOCK, (Object) tenants)
            .invoke(rows -> rows.forEach(row -> set.head(TenantId.of(row.text(0)), row.bigint(1))));
    Uni<List<SqlRow>> loaded =
        sql.query(TimelineStatements.LOAD, TimelineStatements.ofKeys(keys))
            .invoke(rows -> rows.forEach(row -> set.loaded(TimelineStatements.read(row))));
    return Sql.together(List.of(locked, loaded)).replaceWith(set);
  }

  /**
   * Stores what is new in a set that is locked, and what has changed.
   *
   * @param changed the set's
   */
  Uni<Void> write(Sql sql, InteractionSet set, List<TimelineItem> changed) {
    return changed.isEmpty()
        ? Uni.createFrom().voidItem()
        : Sql.together(
            List.of(
                sql.query(TimelineStatements.WRITE, TimelineStatements.ofItems(changed)),
                sql.query(TimelineStatements.NUMBERED, TimelineStatements.ofHeads(set.heads()))));
  }

  /** Whose timeline it is, as the CRM is known to have it now. */
  Uni<TimelineOwner> owner(Sql sql, TenantId tenant, String contactId) {
    return phones.of(sql, tenant, contactId).map(known -> new TimelineOwner(contactId, known));
  }

  /**
   * Items of a timeline, newest first.
   *
   * @param behind null for the first page
   */
  Uni<List<TimelineItem>> page(
      Sql sql,
      TenantId tenant,
      TimelineOwner owner,
      Collection<TimelineType> types,
      Cursor behind,
      int most) {
    Statement page = TimelineStatements.page(tenant, owner, types, behind, most);
    return sql.query(page.text(), page.parameters())
        .map(rows -> rows.stream().map(TimelineStatements::read).toList());
  }

  /** Items of a timeline that have changed since a number, in the order of their changes. */
  Uni<List<TimelineItem>> changes(
      Sql sql, TenantId tenant, TimelineOwner owner, long since, int most) {
    return sql.query(
            TimelineStatements.CHANGES,
            tenant.value(),
            owner.phones().toArray(String[]::new),
            owner.contactId(),
            since,
            most)
        .map(rows -> rows.stream().map(TimelineStatements::read).toList());
  }

  /** The number of the organization's last change; 0 before the first. */
  Uni<Long> head(Sql sql, TenantId tenant) {
    return sql.query(TimelineStatements.HEAD, tenant.value())
        .map(rows -> rows.isEmpty() ? 0L : rows.get(0).bigint(0));
  }

  /**
   * Deletes some items that were before.
   *
   * @return how many
   */
  @AcrossTenants("timelines of every organization are kept for the same time")
  Uni<Integer> purge(Sql sql, Instant before, int limit) {
    return sql.query(TimelineStatements.PURGE, before.atOffset(UTC), limit).map(List::size);
  }
}
