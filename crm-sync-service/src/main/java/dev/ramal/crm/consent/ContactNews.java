package dev.ramal.crm.consent;

import dev.ramal.crm.port.CommunicationsConsent;
import dev.ramal.crm.port.CrmContactRecord;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.RowKey;
import java.time.Instant;
import java.util.List;

/**
 * What the CRM says of a contact.
 *
 * @param deleted whether it is there no more
 * @param consent null where nothing is said of it
 * @param numbers see {@link ContactNumbers}; null where they are not known: those known before stay
 * @param times as of when
 * @param transactionId of the webhook; null for a look-up
 */
public record ContactNews(
    TenantId tenant,
    String crm,
    String contactId,
    boolean deleted,
    CommunicationsConsent consent,
    List<String> numbers,
    NewsTimes times,
    String transactionId) {

  RowKey key() {
    return RowKey.of(tenant, contactId);
  }

  /** What a look-up has read at a moment; what it says is not of a later one. */
  static ContactNews read(TenantId tenant, CrmContactRecord read, Instant now) {
    Instant said = read.updatedAt() == null ? now : read.updatedAt();
    NewsTimes times = said.isAfter(now) ? new NewsTimes(now, said, said) : NewsTimes.at(said);
    return of(tenant, read, times, null);
  }

  /** What a webhook says. */
  public static ContactNews of(
      TenantId tenant, CrmContactRecord contact, NewsTimes times, String transactionId) {
    return new ContactNews(
        tenant,
        contact.crm(),
        contact.id(),
        false,
        contact.consent(),
        contact.phones() == null ? null : ContactNumbers.of(contact.phones()),
        times,
        transactionId);
  }

  /** A webhook says that it is gone. */
  public static ContactNews gone(
      TenantId tenant, String contactId, NewsTimes times, String transactionId) {
    return new ContactNews(tenant, null, contactId, true, null, List.of(), times, transactionId);
  }
}
