package dev.ramal.calls.call;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What facts there are. The words outlive the names of the classes. */
public enum FactKind {
  DENIED("Denied", 0, FactBody.Denied.class),
  ORDERED("Ordered", 0, FactBody.Ordered.class),
  ACCEPTED("Accepted", 1, FactBody.Accepted.class),
  UNCLEAR("Unclear", 1, FactBody.Unclear.class),
  REFUSED("Refused", 8, FactBody.Refused.class),
  DROPPED("Dropped", 8, FactBody.Dropped.class),
  CONFERENCED("Conferenced", 5, FactBody.Conferenced.class),
  RECORDING_ASKED("RecordingAsked", 0, FactBody.RecordingAsked.class),
  ANNOUNCING("Announcing", 4, FactBody.Announcing.class),
  ANNOUNCED("Announced", 5, FactBody.Announced.class),
  SPOKEN("Spoken", 5, FactBody.Spoken.class),
  KEYED("Keyed", 5, FactBody.Keyed.class),
  RECORDING_BEGUN("RecordingBegun", 6, FactBody.RecordingBegun.class),
  RECORDING_REFUSED("RecordingRefused", 6, FactBody.RecordingRefused.class),
  RECORDING_MISSING("RecordingMissing", 10, FactBody.RecordingMissing.class),
  RECORDING_KEPT("RecordingKept", 10, FactBody.RecordingKept.class),
  WHISPER_ASKED("WhisperAsked", 0, FactBody.WhisperAsked.class),
  WHISPERING("Whispering", 4, FactBody.Whispering.class),
  WHISPERED("Whispered", 5, FactBody.Whispered.class),
  DETECTION_ASKED("DetectionAsked", 0, FactBody.DetectionAsked.class),
  DETECTION_GIVEN_UP("DetectionGivenUp", 6, FactBody.DetectionGivenUp.class),
  GREETING_AWAITED("GreetingAwaited", 6, FactBody.GreetingAwaited.class),
  LEAVING_MESSAGE("LeavingMessage", 7, FactBody.LeavingMessage.class),
  MESSAGE_LEFT("MessageLeft", 7, FactBody.MessageLeft.class),
  OFFERED("Offered", 0, FactBody.Offered.class),
  OFFER_LAPSED("OfferLapsed", 7, FactBody.OfferLapsed.class),
  ROUTED("Routed", 6, FactBody.Routed.class),
  HELD("Held", 5, FactBody.Held.class),
  RESUMED("Resumed", 6, FactBody.Resumed.class),
  CONTROL_ASKED("ControlAsked", 4, FactBody.ControlAsked.class),
  CONTROL_DONE("ControlDone", 6, FactBody.ControlDone.class),
  CONTROL_REFUSED("ControlRefused", 6, FactBody.ControlRefused.class),
  TRANSFER_ASKED("TransferAsked", 0, FactBody.TransferAsked.class),
  TRANSFER_STEP("TransferStep", 6, FactBody.TransferStep.class),
  HANGUP_ASKED("HangupAsked", 7, FactBody.HangupAsked.class),
  INITIATED("Initiated", 2, FactBody.Initiated.class),
  RINGING("Ringing", 3, FactBody.Ringing.class),
  ANSWERED("Answered", 4, FactBody.Answered.class),
  APOLOGIZED("Apologized", 5, FactBody.Apologized.class),
  DEQUEUED("Dequeued", 5, FactBody.Dequeued.class),
  QUEUE_LEFT("QueueLeft", 5, FactBody.QueueLeft.class),
  ENDED("Ended", 9, FactBody.Ended.class),
  MACHINE_DETECTED("MachineDetected", 6, FactBody.MachineDetected.class),
  COSTED("Costed", 10, FactBody.Costed.class),
  ASIDE("Aside", 6, FactBody.Aside.class);

  static final Set<FactKind> PROVING =
      EnumSet.of(ACCEPTED, INITIATED, RINGING, ANSWERED, APOLOGIZED, ENDED);

  static final Set<FactKind> OF_THE_SIDE =
      EnumSet.of(
          ASIDE,
          COSTED,
          MACHINE_DETECTED,
          HELD,
          RESUMED,
          CONTROL_ASKED,
          CONTROL_DONE,
          CONTROL_REFUSED);

  static final Map<Class<?>, FactKind> OF_BODIES = by(kind -> kind.body);
  static final Map<String, FactKind> OF_WORDS = by(kind -> kind.word);

  final String word;
  final int rank;
  final Class<? extends Record> body;

  FactKind(String word, int rank, Class<? extends Record> body) {
    this.word = word;
    this.rank = rank;
    this.body = body;
  }

  private static <K> Map<K, FactKind> by(Function<FactKind, K> key) {
    return Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(key, kind -> kind));
  }
}
