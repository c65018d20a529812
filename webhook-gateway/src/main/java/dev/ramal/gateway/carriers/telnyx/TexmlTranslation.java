package dev.ramal.gateway.carriers.telnyx;

import dev.ramal.events.CallOutcome;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.ReleasingSide;
import dev.ramal.events.carrier.CarrierCallFact.LegIds;
import dev.ramal.events.carrier.CarrierCallFact.Parties;
import dev.ramal.gateway.carriers.CallStatuses;
import dev.ramal.gateway.carriers.FieldValues;
import dev.ramal.gateway.carriers.FormBody;
import dev.ramal.gateway.carriers.LegFacts;
import dev.ramal.gateway.carriers.LegFacts.AmdResult;
import dev.ramal.gateway.carriers.MalformedCallback;
import dev.ramal.gateway.carriers.ReceivedCallback;
import dev.ramal.gateway.carriers.Translation;

/**
 * Turns TeXML callbacks into facts: Telnyx's forms that look like Twilio's. Our call id cannot come
 * back with them, because the address is not signed and there is no client state.
 *
 * <p>Throws nothing but {@link MalformedCallback}.
 */
final class TexmlTranslation {
  private TexmlTranslation() {}

  static Translation translate(ReceivedCallback callback) {
    FormBody form = callback.form();
    LegFacts call = leg(callback, form);
    if (form.has("RecordingStatus")) {
      return recording(callback, form, call);
    }
    if (form.has("CallStatus")) {
      return status(callback, form, call);
    }
    if (form.has("AnsweredBy")) {
      return machine(callback, form, call);
    }
    return Translation.Unknown.because("a TeXML callback this version does not know");
  }

  private static LegFacts leg(ReceivedCallback callback, FormBody form) {
    return new LegFacts(
        new LegIds(null, null, new CarrierCallId(form.required("CallSid")), null),
        new Parties(form.text("ParentCallSid"), null, form.text("From"), form.text("To")),
        callback.origin(
            form.timeOr("Timestamp", callback.receivedAt()), form.number("SequenceNumber")));
  }

  private static Translation status(ReceivedCallback callback, FormBody form, LegFacts call) {
    String status = form.text("CallStatus");
    String id = callback.factId(call.carrierCallId(), "call", form.text("SequenceNumber"), status);
    return switch (status) {
      case "initiated" -> call.as(id, call.initiated());
      case "ringing" -> call.as(id, call.ringing());
      case "in-progress" -> call.as(id, call.answered(null));
      default -> ended(form, call, id, status);
    };
  }

  private static Translation ended(FormBody form, LegFacts call, String id, String status) {
    CallOutcome outcome = CallStatuses.outcomeOrNull(status);
    if (outcome == null) {
      return Translation.Unknown.because("a CallStatus this version does not know");
    }
    String source = form.text("HangupSource");
    ReleasingSide hungUpBy = ReleasingSide.find(source);
    return call.as(
        id,
        call.ended(
            outcome,
            form.number("CallDuration"),
            FieldValues.wholeOrNull(form.text("SipHangupCause")),
            form.text("HangupCause"),
            hungUpBy));
  }

  private static Translation machine(ReceivedCallback callback, FormBody form, LegFacts call) {
    String answeredBy = form.text("AnsweredBy");
    return AmdResult.ofAnsweredBy(answeredBy)
        .<Translation>map(
            machine ->
                call.as(
                    callback.factId(call.carrierCallId(), "machine", answeredBy),
                    call.machineDetected(machine, form.number("MachineDetectionDuration"))))
        .orElseGet(() -> Translation.Unknown.because("an AnsweredBy this version does not know"));
  }

  private static Translation recording(ReceivedCallback callback, FormBody form, LegFacts call) {
    String recording = form.required("RecordingSid");
    String status = form.text("RecordingStatus");
    boolean completed = "completed".equals(status);
    return switch (status) {
      case "in-progress", "completed", "absent", "failed" ->
          call.as(
              callback.factId(call.carrierCallId(), recording, "recording", status),
              call.recording(
                  recording,
                  status,
                  completed ? form.number("RecordingDuration") : null,
                  form.number("RecordingChannels"),
                  completed ? form.text("RecordingUrl") : null,
                  form.time("RecordingStartTime")));
      default -> Translation.Unknown.because("a RecordingStatus this version does not know");
    };
  }
}
