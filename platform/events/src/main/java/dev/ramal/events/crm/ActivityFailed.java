package dev.ramal.events.crm;

import java.time.Instant;

/**
 * A call or conversation could not be written and waits for a person.
 *
 * <p>Type {@code dev.ramal.crm.ActivityFailed}.
 *
 * @param subject call, or messages for a day of messages; follow-up or messages-follow-up for the
 *     note that follows one of them
 * @param subjectId of the call, or of the day
 * @param kind no-contact, no-deal, ambiguous, rejected, exhausted, expired, missing, former-crm
 */
public record ActivityFailed(
    String subject, String subjectId, String kind, String reason, int attempts, Instant failedAt) {
  public static final String TYPE = "dev.ramal.crm.ActivityFailed";
}
