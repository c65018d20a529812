package dev.ramal.crm.activities;

import dev.ramal.crm.activity.Activity;
import dev.ramal.crm.activity.ActivityState;
import dev.ramal.crm.activity.FinishedCall;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Direction;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A call with a contact of the CRM.
 *
 * @param agentName null when unknown
 * @param talkSeconds whole seconds, 0 when not answered
 * @param disposition how it went, as the agent said; null when nobody did
 * @param notes the agent's words; null when none
 * @param recordingPath of the page that plays the recording; null without one
 * @param dealId on which the note stands, or may stand
 * @param note writing while it is not known whether the note stands, synced once it does, failed
 *     when somebody must look
 * @param toldAt when its end was told, by which the list is ordered
 */
@Schema(name = "CrmContactCall")
record ContactCall(
    String id,
    String callId,
    Direction direction,
    CallOutcome outcome,
    Instant startedAt,
    @Schema(nullable = true) String agentName,
    int talkSeconds,
    @Schema(nullable = true) String disposition,
    @Schema(nullable = true) String notes,
    @Schema(nullable = true) String recordingPath,
    @Schema(nullable = true) String dealId,
    @Schema(enumeration = {"writing", "synced", "failed"}) String note,
    Instant toldAt) {
  static ContactCall of(Activity activity) {
    FinishedCall call = activity.call();
    ActivityState state = activity.state();
    return new ContactCall(
        activity.id(),
        call.callId(),
        call.direction(),
        call.outcome(),
        call.startedAt(),
        call.agentName(),
        call.talkSeconds(),
        call.disposition(),
        call.notes(),
        call.recordingPath(),
        state.place() == null ? null : state.place().dealId(),
        state.word(),
        activity.createdAt());
  }
}
