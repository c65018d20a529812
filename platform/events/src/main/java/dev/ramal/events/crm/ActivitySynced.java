package dev.ramal.events.crm;

import java.time.Instant;

/**
 * A call or conversation stands in the CRM.
 *
 * <p>Type {@code dev.ramal.crm.ActivitySynced}.
 *
 * @param subject call, or messages for a day of messages; follow-up or messages-follow-up for the
 *     note that follows one of them
 * @param subjectId of the call, or of the day
 * @param contactId null when the agent chose the deal without a contact
 * @param dealId in the CRM
 * @param noteId in the CRM
 */
public record ActivitySynced(
    String subject,
    String subjectId,
    String contactId,
    String dealId,
    String noteId,
    int attempts,
    Instant syncedAt) {
  public static final String TYPE = "dev.ramal.crm.ActivitySynced";
}
