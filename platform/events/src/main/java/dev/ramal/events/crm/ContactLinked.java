package dev.ramal.events.crm;

import java.time.Instant;

/**
 * A phone number was found in the CRM.
 *
 * <p>Type {@code dev.ramal.crm.ContactLinked}.
 *
 * @param phone E.164
 * @param contactName null when unknown
 * @param dealId null when none is open
 */
public record ContactLinked(
    String phone, String contactId, String contactName, String dealId, Instant linkedAt) {
  public static final String TYPE = "dev.ramal.crm.ContactLinked";
}
