package dev.ramal.events.crm;

import java.time.Instant;

/**
 * A contact that had declined communications takes them again. Replaces what was told of the
 * contact before; of several the latest {@code grantedAt} counts.
 *
 * <p>Type {@code dev.ramal.crm.ContactConsentGranted}.
 *
 * @param crm which CRM says so
 * @param contactId in the CRM
 * @param transactionId of the CRM's webhook; null where a look-up found it
 * @param grantedAt when the contact was changed so; grows with each event of the contact
 */
public record ContactConsentGranted(
    String crm, String contactId, String transactionId, Instant grantedAt) {
  public static final String TYPE = "dev.ramal.crm.ContactConsentGranted";
}
