package dev.ramal.calls.call;

import dev.ramal.events.EventJson;
import java.util.List;

/**
 * What a fact says. Its kinds stand in several files, and are all members of this one: {@code
 * FactBody.Ended}. {@link #rank()} orders facts that carry the same instant and the same sequence.
 */
public sealed interface FactBody
    extends DialingBodies, RecordingBodies, PickUpBodies, CallerBodies, ControlBodies, CarrierBodies
    permits DialingBodies.Denied,
        DialingBodies.Ordered,
        DialingBodies.Accepted,
        DialingBodies.Unclear,
        DialingBodies.Refused,
        DialingBodies.Dropped,
        RecordingBodies.RecordingAsked,
        RecordingBodies.Announcing,
        RecordingBodies.Announced,
        RecordingBodies.Spoken,
        RecordingBodies.Keyed,
        RecordingBodies.RecordingBegun,
        RecordingBodies.RecordingRefused,
        RecordingBodies.RecordingMissing,
        RecordingBodies.RecordingKept,
        PickUpBodies.WhisperAsked,
        PickUpBodies.Whispering,
        PickUpBodies.Whispered,
        PickUpBodies.DetectionAsked,
        PickUpBodies.DetectionGivenUp,
        PickUpBodies.GreetingAwaited,
        PickUpBodies.LeavingMessage,
        PickUpBodies.MessageLeft,
        PickUpBodies.MachineDetected,
        CallerBodies.Offered,
        CallerBodies.OfferLapsed,
        CallerBodies.Routed,
        ControlBodies.ControlAsked,
        ControlBodies.Held,
        ControlBodies.Resumed,
        ControlBodies.ControlDone,
        ControlBodies.ControlRefused,
        ControlBodies.TransferAsked,
        ControlBodies.TransferStep,
        ControlBodies.HangupAsked,
        CarrierBodies.Conferenced,
        CarrierBodies.Initiated,
        CarrierBodies.Ringing,
        CarrierBodies.Answered,
        CarrierBodies.Apologized,
        CarrierBodies.Dequeued,
        CarrierBodies.QueueLeft,
        CarrierBodies.Ended,
        CarrierBodies.Costed,
        CarrierBodies.Aside {
  /** The name by which it is stored and shown. */
  default String kind() {
    return which().word;
  }

  /** Which of the facts there are it is. */
  default FactKind which() {
    return FactKind.OF_BODIES.get(getClass());
  }

  /**
   * Whether it can change what becomes of the call; a side fact never does. Holding a call changes
   * where it stands, not what becomes of it.
   */
  default boolean movesState() {
    return !FactKind.OF_THE_SIDE.contains(which());
  }

  /** Whether its handle is the leg's own: the carrier took the leg, or told of its life. */
  default boolean provesLeg() {
    return FactKind.PROVING.contains(which());
  }

  /** The stored names of facts that prove a leg. */
  static List<String> provingKinds() {
    return FactKind.PROVING.stream().map(kind -> kind.word).toList();
  }

  default int rank() {
    return which().rank;
  }

  /** As it is stored beside the name of its kind. */
  default String json() {
    return EventJson.write((Record) this);
  }

  static FactBody read(String kind, String json) {
    return (FactBody) EventJson.read(json, FactKind.OF_WORDS.get(kind).body);
  }
}
