package dev.ramal.events.crm;

import java.time.Instant;

/**
 * A call or conversation could not be written and waits for a person.
 *
 * <p>Type {@code dev.ramal.crm.ActivityFailed}.
 *
 * @param subject call, or follow-up for the note that follows the one of the call
 * @param subjectId of the call
 * @param kind no-contact, no-deal, ambiguous, rejected, exhausted, expired, missing
 */
public record ActivityFailed(
    String subject, String subjectId, String kind, String reason, int attempts, Instant failedAt) {
  public static final String TYPE = "dev.ramal.crm.ActivityFailed";
}
