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
 * @param numbers see {@link ContactNumbers}
 * @param updatedAt as of when
 * @param toldAt when it was said; decides between two of one moment
 * @param transactionId of the webhook; null for a look-up
 */
public record ContactNews(
    TenantId tenant,
    String crm,
    String contactId,
    boolean deleted,
    CommunicationsConsent consent,
    List<String> numbers,
    Instant updatedAt,
    Instant toldAt,
    String transactionId) {

  RowKey key() {
    return RowKey.of(tenant, contactId);
  }

  /** What a look-up has read at a moment; what it says is not of a later one. */
  static ContactNews read(TenantId tenant, CrmContactRecord read, Instant now) {
    boolean known = read.updatedAt() != null && !read.updatedAt().isAfter(now);
    Instant at = known ? read.updatedAt() : now;
    return of(tenant, read, at, at, null);
  }

  /** What a webhook says. */
  public static ContactNews of(
      TenantId tenant,
      CrmContactRecord contact,
      Instant updatedAt,
      Instant toldAt,
      String transactionId) {
    return new ContactNews(
        tenant,
        contact.crm(),
        contact.id(),
        false,
        contact.consent(),
        ContactNumbers.of(contact.phones()),
        updatedAt,
        toldAt,
        transactionId);
  }

  /** A webhook says that it is gone. */
  public static ContactNews gone(
      TenantId tenant, String contactId, Instant toldAt, String transactionId) {
    return new ContactNews(
        tenant, null, contactId, true, null, List.of(), toldAt, toldAt, transactionId);
  }
}
