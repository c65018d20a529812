package dev.ramal.gateway.carriers.telnyx;

import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.RawCallback;
import dev.ramal.events.ReleasingSide;
import dev.ramal.events.carrier.FactOrigin;
import dev.ramal.events.carrier.LegIds;
import dev.ramal.events.carrier.Parties;
import dev.ramal.gateway.carriers.CallStatuses;
import dev.ramal.gateway.carriers.FactId;
import dev.ramal.gateway.carriers.FormFields;
import dev.ramal.gateway.carriers.LegFacts;
import dev.ramal.gateway.carriers.Machine;
import dev.ramal.gateway.carriers.Numbers;
import dev.ramal.gateway.carriers.Translation;
import dev.ramal.gateway.verification.FormBody;
import dev.ramal.gateway.verification.MalformedCallback;
import java.time.Instant;

/**
 * Turns TeXML callbacks into facts: Telnyx's forms that look like Twilio's. Our call id cannot come
 * back with them, because the address is not signed and there is no client state.
 *
 * <p>Throws nothing but {@link MalformedCallback}.
 */
public final class TexmlTranslation {
  private TexmlTranslation() {}

  /** The application that a callback belongs to; null when it names none. */
  public static String connectionOrNull(FormBody form) {
    return form.text("ConnectionId");
  }

  public static Translation translate(
      String connectionId, FormBody body, RawCallback raw, Instant receivedAt) {
    FormFields form = new FormFields(body);
    LegFacts call = leg(connectionId, form, raw, receivedAt);
    if (form.has("RecordingStatus")) {
      return recording(form, call);
    }
    if (form.has("CallStatus")) {
      return status(form, call);
    }
    if (form.has("AnsweredBy")) {
      return machine(form, call);
    }
    return Translation.Unknown.because("a TeXML callback this version does not know");
  }

  private static LegFacts leg(
      String connectionId, FormFields form, RawCallback raw, Instant receivedAt) {
    return new LegFacts(
        new LegIds(null, null, new CarrierCallId(form.required("CallSid")), null),
        new Parties(form.text("ParentCallSid"), null, form.text("From"), form.text("To")),
        new FactOrigin(
            Carrier.TELNYX,
            new ConnectionId(connectionId),
            form.timeOr("Timestamp", receivedAt),
            receivedAt,
            form.number("SequenceNumber"),
            raw));
  }

  private static Translation status(FormFields form, LegFacts call) {
    String status = form.text("CallStatus");
    String id = id(call, "call", form.text("SequenceNumber"), status);
    return switch (status) {
      case "initiated" -> call.as(id, call.initiated());
      case "ringing" -> call.as(id, call.ringing());
      case "in-progress" -> call.as(id, call.answered(null));
      default -> ended(form, call, id, status);
    };
  }

  private static Translation ended(FormFields form, LegFacts call, String id, String status) {
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
            Numbers.wholeOrNull(form.text("SipHangupCause")),
            form.text("HangupCause"),
            hungUpBy));
  }

  private static Translation machine(FormFields form, LegFacts call) {
    String answeredBy = form.text("AnsweredBy");
    return Machine.ofAnsweredBy(answeredBy)
        .<Translation>map(
            machine ->
                call.as(
                    id(call, "machine", answeredBy),
                    call.machineDetected(machine, form.number("MachineDetectionDuration"))))
        .orElseGet(() -> Translation.Unknown.because("an AnsweredBy this version does not know"));
  }

  private static Translation recording(FormFields form, LegFacts call) {
    String recording = form.required("RecordingSid");
    String status = form.text("RecordingStatus");
    boolean completed = "completed".equals(status);
    return switch (status) {
      case "in-progress", "completed", "absent", "failed" ->
          call.as(
              id(call, recording, "recording", status),
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

  private static String id(LegFacts call, String... parts) {
    String[] all = new String[parts.length + 1];
    all[0] = call.carrierCallId();
    System.arraycopy(parts, 0, all, 1, parts.length);
    return FactId.of("telnyx", call.origin().connectionId().value(), all);
  }
}
