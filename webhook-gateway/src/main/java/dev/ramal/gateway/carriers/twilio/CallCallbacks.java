package dev.ramal.gateway.carriers.twilio;

import dev.ramal.events.AnsweredBy;
import dev.ramal.gateway.carriers.FormBody;
import dev.ramal.gateway.carriers.LegFacts;
import dev.ramal.gateway.carriers.LegFacts.AmdResult;
import dev.ramal.gateway.carriers.Translation;
import dev.ramal.gateway.carriers.TwimlForms;
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
      default ->
          TwimlForms.ended(
              call,
              id,
              status,
              form.number("SipResponseCode"),
              form.text("ErrorCode"),
              null,
              form.paidSeconds("CallDuration"));
    };
  }

  private static AnsweredBy answeredBy(FormBody form) {
    return Optional.ofNullable(form.text("AnsweredBy"))
        .flatMap(AmdResult::ofAnsweredBy)
        .map(AmdResult::answeredBy)
        .orElse(null);
  }

  static Translation machine(TwilioCallback callback) {
    return TwimlForms.machine(callback.request(), callback.call());
  }

  /** News of a recording. */
  static Translation recording(TwilioCallback callback) {
    FormBody form = callback.form();
    String recording = form.required("RecordingSid");
    String status = form.required("RecordingStatus");
    LegFacts call = callback.call();
    return switch (status) {
      case "in-progress", "completed", "absent", "failed" ->
          TwimlForms.recording(call, callback.id(recording, "recording", status), form);
      case "paused", "stopped", "processing", "deleted" ->
          new Translation.Ignored("recording on its way");
      default -> Translation.Unknown.because("a RecordingStatus this version does not know");
    };
  }
}
