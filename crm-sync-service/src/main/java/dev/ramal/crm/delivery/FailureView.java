package dev.ramal.crm.delivery;

import dev.ramal.crm.activities.Activity;
import java.time.Instant;

/**
 * A call that waits for a person.
 *
 * @param kind no-contact, no-deal, ambiguous, rejected or exhausted
 * @param phone E.164 of the contact
 */
public record FailureView(
    String id,
    String callId,
    String kind,
    String reason,
    String phone,
    int attempts,
    Instant endedAt,
    Instant createdAt) {
  static FailureView of(Activity activity) {
    return new FailureView(
        activity.id(),
        activity.subjectId(),
        activity.failureKind(),
        activity.failureReason(),
        activity.call().lead(),
        activity.attempts(),
        activity.call().endedAt(),
        activity.createdAt());
  }
}
