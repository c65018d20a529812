package dev.ramal.calls.facts;

import dev.ramal.calls.call.Fact;
import dev.ramal.calls.call.FactBody;
import dev.ramal.events.carrier.CarrierCallAnswered;
import dev.ramal.events.carrier.CarrierCallApologized;
import dev.ramal.events.carrier.CarrierCallBridged;
import dev.ramal.events.carrier.CarrierCallCost;
import dev.ramal.events.carrier.CarrierCallDequeued;
import dev.ramal.events.carrier.CarrierCallDigits;
import dev.ramal.events.carrier.CarrierCallEnded;
import dev.ramal.events.carrier.CarrierCallFact;
import dev.ramal.events.carrier.CarrierCallInitiated;
import dev.ramal.events.carrier.CarrierCallLegEnded;
import dev.ramal.events.carrier.CarrierCallQueueLeft;
import dev.ramal.events.carrier.CarrierCallQueued;
import dev.ramal.events.carrier.CarrierCallRecording;
import dev.ramal.events.carrier.CarrierCallRinging;
import dev.ramal.events.carrier.CarrierCallSpoken;
import dev.ramal.events.carrier.CarrierConferenceParticipant;
import dev.ramal.events.carrier.CarrierMachineDetected;

/** From a carrier's fact to a fact of a call. */
final class FactTranslation {
  private FactTranslation() {}

  /**
   * @param eventId deterministic, so that a repeated callback is the same fact
   */
  static Fact fact(String eventId, CarrierCallFact fact) {
    return new Fact(
        eventId,
        fact.ids().leg(),
        fact.carrierCallId(),
        fact.occurredAt(),
        fact.origin().sequence(),
        body(eventId, fact));
  }

  /** What the lead hears before a recording, and what it is asked; the ports name both so. */
  private static final String DISCLAIMER = "disclaimer";

  private static final String CONSENT = "consent";

  /** What the agent hears before the lead is rung. */
  private static final String WHISPER = "whisper";

  /** What a machine hears after its beep. */
  private static final String VOICEMAIL = "voicemail";

  private static FactBody body(String eventId, CarrierCallFact fact) {
    if (fact instanceof CarrierCallInitiated) {
      return new FactBody.Initiated();
    }
    if (fact instanceof CarrierCallRinging) {
      return new FactBody.Ringing();
    }
    if (fact instanceof CarrierCallAnswered answered) {
      return new FactBody.Answered(answered.answeredBy());
    }
    if (fact instanceof CarrierCallApologized) {
      return new FactBody.Apologized();
    }
    if (fact instanceof CarrierCallDequeued dequeued) {
      return new FactBody.Dequeued(dequeued.result());
    }
    if (fact instanceof CarrierCallQueueLeft left) {
      return new FactBody.QueueLeft(left.result());
    }
    if (fact instanceof CarrierCallEnded ended) {
      return new FactBody.Ended(
          ended.outcome(), ended.talkSeconds(), ended.sipCode(), ended.cause(), ended.hungUpBy());
    }
    if (fact instanceof CarrierMachineDetected machine) {
      return new FactBody.MachineDetected(machine.answeredBy(), machine.detail());
    }
    if (fact instanceof CarrierCallCost cost) {
      return new FactBody.Costed(cost.amount(), cost.currency(), cost.billedSeconds());
    }
    if (fact instanceof CarrierConferenceParticipant participant && hasJoined(participant)) {
      return new FactBody.Conferenced(participant.conferenceId());
    }
    if (fact instanceof CarrierCallSpoken spoken && DISCLAIMER.equals(spoken.textId())) {
      boolean whole = "completed".equals(spoken.result());
      return new FactBody.Announced(whole, whole ? proof(eventId, fact) : null);
    }
    if (fact instanceof CarrierCallSpoken spoken && WHISPER.equals(spoken.textId())) {
      return whispered(eventId, spoken);
    }
    if (fact instanceof CarrierCallSpoken spoken && VOICEMAIL.equals(spoken.textId())) {
      boolean whole = "completed".equals(spoken.result());
      return new FactBody.MessageLeft(whole, whole ? proof(eventId, fact) : null);
    }
    if (fact instanceof CarrierCallSpoken spoken) {
      return new FactBody.Spoken(spoken.textId(), spoken.result());
    }
    if (fact instanceof CarrierCallDigits digits && CONSENT.equals(digits.purpose())) {
      return new FactBody.Keyed(digits.digits(), proof(eventId, fact));
    }
    if (fact instanceof CarrierCallRecording recording && isMissing(recording)) {
      boolean named = !recording.recordingId().equals(eventId);
      return new FactBody.RecordingMissing(
          recording.status(), named ? recording.recordingId() : null);
    }
    return aside(fact);
  }

  /** An agent who hangs up meanwhile has not heard it, and nobody is rung for who is gone. */
  private static FactBody whispered(String eventId, CarrierCallSpoken spoken) {
    return switch (spoken.result()) {
      case "completed" -> new FactBody.Whispered(true, proof(eventId, spoken));
      case "failed" -> new FactBody.Whispered(false, null);
      default -> new FactBody.Spoken(spoken.textId(), spoken.result());
    };
  }

  private static boolean isMissing(CarrierCallRecording recording) {
    return "absent".equals(recording.status()) || "failed".equals(recording.status());
  }

  private static String proof(String eventId, CarrierCallFact fact) {
    return fact.carrier().wire() + ":" + eventId;
  }

  /** It names the conference, also when the answer to our own command was lost. */
  private static boolean hasJoined(CarrierConferenceParticipant participant) {
    return "joined".equals(participant.change()) && participant.conferenceId() != null;
  }

  private static FactBody aside(CarrierCallFact fact) {
    if (fact instanceof CarrierCallRecording recording) {
      return new FactBody.Aside("recording-" + recording.status(), recording.recordingId());
    }
    if (fact instanceof CarrierConferenceParticipant participant) {
      return new FactBody.Aside("conference-" + participant.change(), participant.conferenceId());
    }
    if (fact instanceof CarrierCallBridged) {
      return new FactBody.Aside("bridged", null);
    }
    if (fact instanceof CarrierCallLegEnded leg) {
      return new FactBody.Aside("leg-ended", leg.outcome() == null ? null : leg.outcome().wire());
    }
    if (fact instanceof CarrierCallDigits digits) {
      return new FactBody.Aside("digits", digits.purpose());
    }
    if (fact instanceof CarrierCallQueued queued) {
      return new FactBody.Aside("queued", queued.queue());
    }
    throw new IllegalStateException("no fact of a call: " + fact);
  }
}
