package dev.ramal.crm.consent;

import static java.time.ZoneOffset.UTC;

import dev.ramal.crm.port.CommunicationsConsent;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** As of when each contact is known. */
@ApplicationScoped
public class ContactStateRepository {
  private static final String SEED =
      """
      insert into contact_state (tenant, contact_id, updated_at, told_at)
      select tenant, id, to_timestamp(0), to_timestamp(0)
      from unnest($1::text[], $2::text[]) as seen (tenant, id)
      order by tenant, id on conflict do nothing
      """;

  private static final String LOCK =
      """
      select known.* from (select tenant, id from unnest($1::text[], $2::text[]) as given (tenant, id)
        order by tenant, id) wanted
      cross join lateral (select tenant, contact_id, updated_at, ahead_at, told_at, deleted, consent,
          said_at, numbers from contact_state
        where tenant = wanted.tenant and contact_id = wanted.id for update) known
      """;

  private static final String LOCK_FREE = LOCK.replace("for update", "for update skip locked");

  /** One that is there is one that was locked. */
  static final String WRITE =
      """
      insert into contact_state (tenant, contact_id, updated_at, ahead_at, told_at, deleted, consent,
        said_at, numbers)
      select * from unnest($1::text[], $2::text[], $3::timestamptz[], $4::timestamptz[],
        $5::timestamptz[], $6::boolean[], $7::text[], $8::timestamptz[], $9::text[])
      on conflict (tenant, contact_id) do update set updated_at = excluded.updated_at,
        ahead_at = excluded.ahead_at, told_at = excluded.told_at, deleted = excluded.deleted, consent = excluded.consent,
        said_at = excluded.said_at, numbers = excluded.numbers, heard_at = excluded.heard_at
      """;

  /** Who has declined is not forgotten. */
  private static final String PURGE =
      """
      delete from contact_state using (select tenant, contact_id from contact_state
        where heard_at < $1 and consent is distinct from 'DECLINED' order by heard_at
        limit $2::int) old
      where contact_state.tenant = old.tenant and contact_state.contact_id = old.contact_id
        and heard_at < $1 and consent is distinct from 'DECLINED'
      returning 1
      """;

  /** Those of whom nothing is known yet get a row, so that two cannot begin with them at once. */
  Uni<Void> seed(Sql sql, Collection<RowKey> contacts) {
    return contacts.isEmpty()
        ? Uni.createFrom().voidItem()
        : sql.query(SEED, columns(contacts)).replaceWithVoid();
  }

  /** Those that have a row, locked until the transaction ends. */
  Uni<Map<RowKey, ContactState>> lock(Sql sql, Collection<RowKey> contacts) {
    return read(sql.query(LOCK, columns(contacts)));
  }

  /** The same; those that somebody else holds are missing. */
  Uni<Map<RowKey, ContactState>> lockFree(Sql sql, Collection<RowKey> contacts) {
    return read(sql.query(LOCK_FREE, columns(contacts)));
  }

  Uni<Void> write(Sql sql, Map<RowKey, ContactState> states) {
    return sql.query(
            WRITE,
            Columns.of(List.copyOf(states.entrySet()))
                .text(state -> state.getKey().tenant())
                .text(state -> state.getKey().id())
                .instant(state -> state.getValue().times().updatedAt())
                .instant(state -> state.getValue().times().aheadAt())
                .instant(state -> state.getValue().times().toldAt())
                .bool(state -> state.getValue().deleted())
                .text(state -> state.getValue().consent())
                .instant(state -> state.getValue().saidAt())
                .text(state -> String.join(" ", state.getValue().numbers()))
                .parameters())
        .replaceWithVoid();
  }

  /**
   * Deletes some of those that were heard of before.
   *
   * @return how many
   */
  @AcrossTenants("contacts of every organization grow old")
  public Uni<Integer> purge(Sql sql, Instant before, int limit) {
    return sql.query(PURGE, before.atOffset(UTC), limit).map(List::size);
  }

  private static Object[] columns(Collection<RowKey> contacts) {
    return Columns.of(contacts.stream().distinct().toList())
        .text(RowKey::tenant)
        .text(RowKey::id)
        .parameters();
  }

  private static Uni<Map<RowKey, ContactState>> read(Uni<List<SqlRow>> found) {
    return found.map(
        rows -> {
          Map<RowKey, ContactState> states = new HashMap<>();
          rows.forEach(row -> states.put(new RowKey(row.text(0), row.text(1)), read(row)));
          return states;
        });
  }

  private static ContactState read(SqlRow row) {
    return new ContactState(
        row.text(1),
        new NewsTimes(row.instant(2), row.instant(3), row.instant(4)),
        row.bool(5),
        row.text(6) == null ? null : CommunicationsConsent.valueOf(row.text(6)),
        row.instant(7),
        row.text(8).isEmpty() ? List.of() : List.of(row.text(8).split(" ")));
  }
}
