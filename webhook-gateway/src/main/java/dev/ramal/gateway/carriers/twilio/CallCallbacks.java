package dev.ramal.gateway.carriers.twilio;

import dev.ramal.events.AnsweredBy;
import dev.ramal.events.CallOutcome;
import dev.ramal.gateway.carriers.AmdResult;
import dev.ramal.gateway.carriers.CallStatuses;
import dev.ramal.gateway.carriers.FormBody;
import dev.ramal.gateway.carriers.LegFacts;
import dev.ramal.gateway.carriers.Translation;
import java.util.Optional;

/** Callbacks about a leg: its progress, who picked up, its recording. */
final class CallCallbacks {
  private CallCallbacks() {}

  /** Progress of a leg; there is no event name, the status tells. */
  static Translation status(TwilioCallback callback) {
    FormBody form = callback.form();
    String status = form.required("CallStatus");
    LegFacts call = callback.call();
    String id = callback.id(call.carrierCallId(), "call", form.text("SequenceNumber"), status);
    return switch (status) {
      case "queued" -> new Translation.Ignored("call queued for dialling");
      case "initiated" -> call.as(id, call.initiated());
      case "ringing" -> call.as(id, call.ringing());
      case "in-progress" -> call.as(id, call.answered(answeredBy(form)));
      default -> ended(form, call, id, status);
    };
  }

  private static Translation ended(FormBody form, LegFacts call, String id, String status) {
    CallOutcome outcome = CallStatuses.outcomeOrNull(status);
    if (outcome == null) {
      return Translation.Unknown.because("a CallStatus this version does not know");
    }
    return call.as(
        id,
        call.ended(
            outcome,
            form.number("CallDuration"),
            form.number("SipResponseCode"),
            form.text("ErrorCode"),
            null));
  }

  private static AnsweredBy answeredBy(FormBody form) {
    return Optional.ofNullable(form.text("AnsweredBy"))
        .flatMap(AmdResult::ofAnsweredBy)
        .map(AmdResult::answeredBy)
        .orElse(null);
  }

  /** Machine detection; carries no numbers and no status. */
  static Translation machine(TwilioCallback callback) {
    String answeredBy = callback.form().required("AnsweredBy");
    LegFacts call = callback.call();
    String id = callback.id(call.carrierCallId(), "machine", answeredBy);
    return AmdResult.ofAnsweredBy(answeredBy)
        .<Translation>map(
            machine ->
                call.as(
                    id,
                    call.machineDetected(
                        machine, callback.form().number("MachineDetectionDuration"))))
        .orElseGet(() -> Translation.Unknown.because("an AnsweredBy this version does not know"));
  }

  /** News of a recording. */
  static Translation recording(TwilioCallback callback) {
    FormBody form = callback.form();
    String recording = form.required("RecordingSid");
    String status = form.required("RecordingStatus");
    LegFacts call = callback.call();
    boolean completed = "completed".equals(status);
    return switch (status) {
      case "in-progress", "completed", "absent", "failed" ->
          call.as(
              callback.id(recording, "recording", status),
              call.recording(
                  recording,
                  status,
                  completed ? form.number("RecordingDuration") : null,
                  form.number("RecordingChannels"),
                  completed ? form.text("RecordingUrl") : null,
                  form.time("RecordingStartTime")));
      case "paused", "stopped", "processing", "deleted" ->
          new Translation.Ignored("recording on its way");
      default -> Translation.Unknown.because("a RecordingStatus this version does not know");
    };
  }
}
