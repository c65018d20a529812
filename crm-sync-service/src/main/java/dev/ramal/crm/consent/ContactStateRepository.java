package dev.ramal.crm.consent;

import static java.time.ZoneOffset.UTC;

import dev.ramal.crm.port.CommunicationsConsent;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** As of when each contact is known. */
@ApplicationScoped
public class ContactStateRepository {
  private static final String SEED =
      """
      insert into contact_state (tenant, contact_id, updated_at, told_at)
      select $1, id, to_timestamp(0), to_timestamp(0) from unnest($2::text[]) as seen (id)
      order by id on conflict do nothing
      """;

  private static final String LOCK =
      """
      select contact_id, updated_at, told_at, deleted, consent, said_at, numbers from contact_state
      where tenant = $1 and contact_id = any($2::text[]) order by contact_id for update
      """;

  private static final String WRITE =
      """
      update contact_state set updated_at = new.updated_at, told_at = new.told_at,
        deleted = new.deleted, consent = new.consent, said_at = new.said_at,
        numbers = new.numbers, heard_at = now()
      from unnest($2::text[], $3::timestamptz[], $4::timestamptz[], $5::boolean[], $6::text[],
        $7::timestamptz[], $8::text[])
        as new (contact_id, updated_at, told_at, deleted, consent, said_at, numbers)
      where contact_state.tenant = $1 and contact_state.contact_id = new.contact_id
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
  Uni<Void> seed(Sql sql, TenantId tenant, Collection<String> contacts) {
    return contacts.isEmpty()
        ? Uni.createFrom().voidItem()
        : sql.query(SEED, tenant.value(), contacts.toArray(String[]::new)).replaceWithVoid();
  }

  /** Those that have a row, locked until the transaction ends. */
  Uni<List<ContactState>> lock(Sql sql, TenantId tenant, Collection<String> contacts) {
    return sql.query(LOCK, tenant.value(), contacts.toArray(String[]::new))
        .map(rows -> rows.stream().map(ContactStateRepository::read).toList());
  }

  Uni<Void> write(Sql sql, TenantId tenant, List<ContactState> states) {
    return sql.query(
            WRITE,
            Columns.of(states)
                .scalar(tenant.value())
                .text(ContactState::contactId)
                .instant(ContactState::updatedAt)
                .instant(ContactState::toldAt)
                .bool(ContactState::deleted)
                .text(ContactState::consent)
                .instant(ContactState::saidAt)
                .text(state -> String.join(" ", state.numbers()))
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

  private static ContactState read(SqlRow row) {
    return new ContactState(
        row.text(0),
        row.instant(1),
        row.instant(2),
        row.bool(3),
        row.text(4) == null ? null : CommunicationsConsent.valueOf(row.text(4)),
        row.instant(5),
        row.text(6).isEmpty() ? List.of() : List.of(row.text(6).split(" ")));
  }
}
