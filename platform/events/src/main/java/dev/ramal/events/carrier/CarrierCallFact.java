package dev.ramal.events.carrier;

import dev.ramal.events.CarrierCallId;
import dev.ramal.events.Direction;
import dev.ramal.events.LegName;

/** What a carrier said about one leg of a call. */
public sealed interface CarrierCallFact extends CarrierFact
    permits CarrierCallAnswered,
        CarrierCallApologized,
        CarrierCallBridged,
        CarrierCallCost,
        CarrierCallDequeued,
        CarrierCallDigits,
        CarrierCallEnded,
        CarrierCallInitiated,
        CarrierCallLegEnded,
        CarrierCallQueueLeft,
        CarrierCallQueued,
        CarrierCallRecording,
        CarrierCallRinging,
        CarrierCallSpoken,
        CarrierCallTranscript,
        CarrierConferenceParticipant,
        CarrierMachineDetected {
  LegIds ids();

  /** Who calls whom; {@link Parties#UNSAID} in a fact that does not tell it. */
  default Parties parties() {
    return Parties.UNSAID;
  }

  /** Our id of the call, as it came back signed; null for a call we did not start. */
  default String callId() {
    return ids().callId();
  }

  /** The carrier's handle of the leg. */
  default CarrierCallId carrierCallId() {
    return ids().carrierCallId();
  }

  /**
   * Which leg of which call a fact is about.
   *
   * @param callId our id of the call, as it came back signed; null for a call we did not start
   * @param leg our name of the leg (agent or lead); null when unknown
   * @param carrierCallId the carrier's handle of the leg
   * @param carrierSessionId the carrier's id of related legs; null where the carrier has none
   */
  public record LegIds(
      String callId, LegName leg, CarrierCallId carrierCallId, String carrierSessionId) {}

  /**
   * Who calls whom, as the carrier tells it.
   *
   * @param parentCallId the carrier's handle of the leg that started this one; null for a first leg
   * @param direction seen from us; null when not said
   * @param from E.164, SIP or client address; null when not said
   * @param to E.164, SIP or client address; null when not said
   */
  public record Parties(String parentCallId, Direction direction, String from, String to) {
    /** Nothing said. */
    public static final Parties UNSAID = new Parties(null, null, null, null);
  }
}
