package dev.ramal.carriers.consent;

import java.time.Instant;

/**
 * A contact of the CRM that holds a number and declines communications. A person may stand in the
 * CRM twice: each contact counts by itself.
 *
 * @param contactId in the CRM
 * @param crm which CRM says so
 * @param transactionId of the webhook that told; null where a look-up found it
 * @param declinedAt when the contact was changed so
 */
public record DeclinedConsent(
    String contactId, String crm, String transactionId, Instant declinedAt) {

  /** For a person, and for whoever must prove why somebody was not called. */
  public String evidence() {
    return "contact %s declined communications in %s at %s%s"
        .formatted(
            contactId,
            crm,
            declinedAt,
            transactionId == null ? "" : " (transaction " + transactionId + ")");
  }
}
