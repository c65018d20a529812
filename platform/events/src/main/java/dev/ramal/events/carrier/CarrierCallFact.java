package dev.ramal.events.carrier;

import dev.ramal.events.CarrierCallId;

/** What a carrier said about one leg of a call. */
public sealed interface CarrierCallFact extends CarrierFact
    permits CarrierCallAnswered,
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
}
