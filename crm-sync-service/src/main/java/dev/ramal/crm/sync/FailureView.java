package dev.ramal.crm.sync;

import dev.ramal.crm.activity.Activity;
import dev.ramal.crm.activity.ActivityState.Failed;
import dev.ramal.crm.activity.FailureKind;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A call, or a day of messages, that waits for a person.
 *
 * @param callId of the call; for notes of messages the id of the day's record
 * @param note which note was not written: call or messages, or what follows one of them with what
 *     was learnt later
 * @param kind no-contact, no-deal, ambiguous, rejected, exhausted, expired, missing or former-crm
 * @param phone E.164 of the contact
 */
@Schema(name = "CrmFailure")
public record FailureView(
    String id,
    String callId,
    @Schema(enumeration = {"call", "follow-up", "messages", "messages-follow-up"}) String note,
    @Schema(implementation = FailureKind.class) String kind,
    @Schema(nullable = true) String reason,
    @Schema(nullable = true) String phone,
    int attempts,
    Instant endedAt,
    Instant createdAt) {
  static FailureView of(Activity activity) {
    Failed failed = (Failed) activity.state();
    return new FailureView(
        activity.id(),
        activity.subject().subjectId(),
        activity.kind().word(),
        failed.kind().word(),
        failed.reason(),
        activity.subject().lead(),
        activity.attempts(),
        activity.subject().endedAt(),
        activity.createdAt());
  }
}
