package dev.ramal.events.carrier;

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
  /** Our id of the call, as it came back signed; null for a call we did not start. */
  String callId();

  /** Our name of the leg, agent or lead; null when unknown. */
  String leg();

  /** The carrier's handle of the leg. */
  String carrierCallId();

  /** The carrier's id of related legs; null where the carrier has none. */
  String carrierSessionId();
}
