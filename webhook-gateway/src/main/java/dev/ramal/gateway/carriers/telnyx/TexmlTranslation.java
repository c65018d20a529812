package dev.ramal.gateway.carriers.telnyx;

import dev.ramal.events.CarrierCallId;
import dev.ramal.events.ReleasingSide;
import dev.ramal.events.carrier.CarrierCallFact.LegIds;
import dev.ramal.events.carrier.CarrierCallFact.Parties;
import dev.ramal.gateway.carriers.FormBody;
import dev.ramal.gateway.carriers.LegFacts;
import dev.ramal.gateway.carriers.ReceivedCallback;
import dev.ramal.gateway.carriers.RejectedCallback;
import dev.ramal.gateway.carriers.Translation;
import dev.ramal.gateway.carriers.TwimlForms;

/**
 * Turns TeXML callbacks into facts: Telnyx's forms that look like Twilio's. Our call id cannot come
 * back with them, because the address is not signed and there is no client state.
 *
 * <p>Throws nothing but {@link RejectedCallback}.
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
      return TwimlForms.machine(callback, call);
    }
    return Translation.Unknown.because("a TeXML callback this version does not know");
  }

  /** Null when the request names no leg. */
  static Translation.Fact apology(ReceivedCallback callback) {
    if (!callback.form().has("CallSid")) {
      return null;
    }
    LegFacts call = leg(callback, callback.form());
    return call.as(callback.factId(call.carrierCallId(), "apologized"), call.apologized());
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
      default ->
          TwimlForms.ended(
              call,
              id,
              status,
              form.number("SipHangupCause"),
              form.text("HangupCause"),
              ReleasingSide.find(form.text("HangupSource")),
              form.paidSeconds("CallDuration"));
    };
  }

  private static Translation recording(ReceivedCallback callback, FormBody form, LegFacts call) {
    String recording = form.required("RecordingSid");
    String status = form.text("RecordingStatus");
    return switch (status) {
      case "in-progress", "completed", "absent", "failed" ->
          TwimlForms.recording(
              call, callback.factId(call.carrierCallId(), recording, "recording", status), form);
      default -> Translation.Unknown.because("a RecordingStatus this version does not know");
    };
  }
}
