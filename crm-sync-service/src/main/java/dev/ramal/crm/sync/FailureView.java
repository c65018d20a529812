package dev.ramal.crm.sync;

import dev.ramal.crm.activity.Activity;
import dev.ramal.crm.activity.ActivityState.Failed;
import dev.ramal.crm.activity.FailureKind;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A call that waits for a person.
 *
 * @param note which note of the call was not written: call, or follow-up for what was learnt later
 * @param kind no-contact, no-deal, ambiguous, rejected, exhausted, expired or missing
 * @param phone E.164 of the contact
 */
@Schema(name = "CrmFailure")
public record FailureView(
    String id,
    String callId,
    @Schema(enumeration = {"call", "follow-up"}) String note,
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
        activity.call().callId(),
        activity.kind().word(),
        failed.kind().word(),
        failed.reason(),
        activity.call().lead(),
        activity.attempts(),
        activity.call().endedAt(),
        activity.createdAt());
  }
}
