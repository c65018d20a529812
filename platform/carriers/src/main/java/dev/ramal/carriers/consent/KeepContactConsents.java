package dev.ramal.carriers.consent;

import dev.ramal.events.TenantId;
import dev.ramal.events.crm.ContactConsentDeclined;
import dev.ramal.events.crm.ContactConsentGranted;
import dev.ramal.kit.consuming.KeptTable;
import dev.ramal.kit.consuming.ReceivedEvent;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Keeps who declines communications in the CRM. Of each contact the latest word counts, in
 * whichever order it comes: {@code contact_consents} holds it, and {@code contact_consent_numbers}
 * when each number was last named with the contact. A number that the latest word does not name is
 * the contact's no more.
 */
public final class KeepContactConsents implements KeptTable<KeepContactConsents.Said> {
  private static final String WRITE_CONTACTS =
      """
      insert into contact_consents as known (tenant, contact_id, crm, declined, said_at,
        transaction_id)
      select * from unnest($1::text[], $2::text[], $3::text[], $4::boolean[], $5::timestamptz[],
        $6::text[])
      on conflict (tenant, contact_id) do update set crm = excluded.crm,
        declined = excluded.declined, said_at = excluded.said_at,
        transaction_id = excluded.transaction_id
        where excluded.said_at > known.said_at
      """;

  private static final String WRITE_NUMBERS =
      """
      insert into contact_consent_numbers as known (tenant, number, contact_id, said_at)
      select * from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[])
      on conflict (tenant, number, contact_id) do update set
        said_at = greatest(known.said_at, excluded.said_at)
      """;

  /**
   * What is told of a contact.
   *
   * @param numbers of one that declines; empty for one that takes communications again
   * @param transactionId null where a look-up found it
   */
  public record Said(
      TenantId tenant,
      String contactId,
      String crm,
      boolean declined,
      List<String> numbers,
      Instant at,
      String transactionId) {
    private Key key() {
      return new Key(tenant.value(), contactId, "");
    }

    private static Said later(Said one, Said other) {
      return other.at.isAfter(one.at) ? other : one;
    }
  }

  private record Key(String tenant, String contactId, String number) {
    static final Comparator<Key> ORDER =
        Comparator.comparing(Key::tenant).thenComparing(Key::contactId).thenComparing(Key::number);
  }

  @Override
  public boolean concerns(ReceivedEvent event) {
    return event.is(ContactConsentDeclined.TYPE) || event.is(ContactConsentGranted.TYPE);
  }

  @Override
  public Optional<Said> read(ReceivedEvent event) {
    return Optional.of(event.is(ContactConsentDeclined.TYPE) ? declined(event) : granted(event));
  }

  private static Said declined(ReceivedEvent event) {
    ContactConsentDeclined told = event.data(ContactConsentDeclined.class);
    return new Said(
        event.tenant(),
        told.contactId(),
        told.crm(),
        true,
        told.numbers(),
        told.declinedAt(),
        told.transactionId());
  }

  private static Said granted(ReceivedEvent event) {
    ContactConsentGranted told = event.data(ContactConsentGranted.class);
    return new Said(
        event.tenant(),
        told.contactId(),
        told.crm(),
        false,
        List.of(),
        told.grantedAt(),
        told.transactionId());
  }

  /** Sorted by the key, so that two sets wait for each other instead of deadlocking. */
  @Override
  @AcrossTenants("each row names its own")
  public Uni<Void> keep(Sql sql, List<Said> told) {
    Map<Key, Said> contacts = new TreeMap<>(Key.ORDER);
    Map<Key, Instant> numbers = new TreeMap<>(Key.ORDER);
    for (Said said : told) {
      contacts.merge(said.key(), said, Said::later);
      for (String number : said.numbers()) {
        Key key = new Key(said.tenant().value(), said.contactId(), number);
        numbers.merge(key, said.at(), (one, other) -> other.isAfter(one) ? other : one);
      }
    }
    Uni<?> ofContacts =
        sql.query(
            WRITE_CONTACTS,
            Columns.of(List.copyOf(contacts.values()))
                .text(Said::tenant)
                .text(Said::contactId)
                .text(Said::crm)
                .bool(Said::declined)
                .instant(Said::at)
                .text(Said::transactionId)
                .parameters());
    return numbers.isEmpty()
        ? ofContacts.replaceWithVoid()
        : Sql.together(List.of(ofContacts, write(sql, numbers)));
  }

  private static Uni<?> write(Sql sql, Map<Key, Instant> numbers) {
    return sql.query(
        WRITE_NUMBERS,
        Columns.of(List.copyOf(numbers.entrySet()))
            .text(row -> row.getKey().tenant())
            .text(row -> row.getKey().number())
            .text(row -> row.getKey().contactId())
            .instant(Map.Entry::getValue)
            .parameters());
  }
}
