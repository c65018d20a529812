package dev.ramal.calls.call;

import dev.ramal.events.AnsweredBy;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Consent;
import dev.ramal.events.EventJson;
import dev.ramal.events.Money;
import dev.ramal.events.ReleasingParty;
import dev.ramal.events.ReleasingSide;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a fact says. The first group is what we did ourselves, the second what the carrier told.
 * {@link #rank()} orders facts that carry the same instant and the same sequence.
 */
public sealed interface FactBody {
  /** The name by which it is stored and shown. */
  default String kind() {
    return which().word;
  }

  /** Which of the facts there are it is. */
  default Kind which() {
    return Kind.OF_BODIES.get(getClass());
  }

  /** Whether it can change what becomes of the call; a side fact never does. */
  default boolean movesState() {
    return !(this instanceof Aside || this instanceof Costed || this instanceof MachineDetected);
  }

  /** Whether its handle is the leg's own: the carrier took the leg, or told of its life. */
  default boolean provesLeg() {
    return Kind.PROVING.contains(which());
  }

  /** The stored names of facts that prove a leg. */
  static List<String> provingKinds() {
    return Kind.PROVING.stream().map(kind -> kind.word).toList();
  }

  default int rank() {
    return which().rank;
  }

  /** As it is stored beside the name of its kind. */
  default String json() {
    return EventJson.write((Record) this);
  }

  static FactBody read(String kind, String json) {
    return (FactBody) EventJson.read(json, Kind.OF_WORDS.get(kind).body);
  }

  /** We refused the call before any carrier was asked. */
  record Denied(String rule, String evidence) implements FactBody {}

  /**
   * The command to dial a leg was stored. The last order of the agent's leg says which way the call
   * goes: an earlier one came to nothing.
   *
   * @param route null for a lead's leg, which goes the way of the agent's, and where nobody chose
   */
  record Ordered(String address, Route route) implements FactBody {
    public Ordered(String address) {
      this(address, null);
    }

    /** Whether the leg was ordered before, another way. */
    boolean isAnew() {
      return route != null && route.instead() != null;
    }
  }

  /** The carrier took the leg; its handle is the fact's. */
  record Accepted(String sessionId) implements FactBody {}

  /** The command went out and nobody knows what became of it. */
  record Unclear(String reason) implements FactBody {}

  /** The carrier would not take the leg. */
  record Refused(String code, String reason) implements FactBody {}

  /** The command was withdrawn before anything was sent. */
  record Dropped(String reason) implements FactBody {}

  /** The leg sits in the carrier's conference. */
  record Conferenced(String conferenceId) implements FactBody {}

  /**
   * The call is to be recorded, on these terms: those that the organization had when it began.
   *
   * @param consent what must come before the recording
   * @param connectUnrecorded whether a lead without consent is joined all the same, unrecorded
   */
  record RecordingAsked(Consent consent, boolean connectUnrecorded) implements FactBody {}

  /** The disclaimer is being said to the leg: these words, in this language. */
  record Announcing(String text, String language) implements FactBody {}

  /**
   * The disclaimer was said to its end, or had to be given up.
   *
   * @param proof where the carrier said that it was; without it nothing is proven
   */
  record Announced(boolean spoken, String proof) implements FactBody {
    boolean isProven() {
      return spoken && proof != null;
    }
  }

  /**
   * What the lead pressed when asked to agree to the recording.
   *
   * @param digits empty when nothing was pressed
   * @param proof where the carrier said so; null when it never said anything
   */
  record Keyed(String digits, String proof) implements FactBody {}

  /**
   * The carrier took our command to record.
   *
   * @param recordingId the carrier's; null where it does not name it yet
   */
  record RecordingBegun(String recordingId) implements FactBody {}

  /** The carrier would not record. */
  record RecordingRefused(String code, String reason) implements FactBody {}

  /**
   * There is no recording, and none will come.
   *
   * @param why absent, failed, lost or own-bucket
   * @param recordingId the carrier's; null when it is about whatever was recorded
   */
  record RecordingMissing(String why, String recordingId) implements FactBody {}

  /**
   * A recording of the call lies in our store, whatever was said of it before.
   *
   * @param recordingId the carrier's
   */
  record RecordingKept(String recordingId) implements FactBody {}

  /** Our hold command was carried out. */
  record Held() implements FactBody {}

  /** Our resume command was carried out. */
  record Resumed() implements FactBody {}

  /**
   * Somebody wants the call to end.
   *
   * @param by agent or system
   */
  record HangupAsked(ReleasingParty by) implements FactBody {
    /** The id of the fact that a person asked; it stands in stored rows. */
    public static final String BY_A_PERSON = "hangup-asked";
  }

  record Initiated() implements FactBody {}

  record Ringing() implements FactBody {}

  /**
   * @param answeredBy null without detection
   */
  record Answered(AnsweredBy answeredBy) implements FactBody {}

  /** Whoever was on the leg heard our apology and was let go. */
  record Apologized() implements FactBody {}

  /** Whoever waited on the leg in a queue was taken from it by somebody. */
  record Dequeued(String result) implements FactBody {}

  /**
   * Whoever was on the leg left a queue without being taken.
   *
   * @param result the carrier's own word; hangup when they hung up
   */
  record QueueLeft(String result) implements FactBody {}

  /**
   * @param talkSeconds only from a carrier that counts from the answer; else null
   * @param hungUpBy caller, callee or null
   */
  record Ended(
      CallOutcome outcome,
      Integer talkSeconds,
      Integer sipCode,
      String cause,
      ReleasingSide hungUpBy)
      implements FactBody {}

  /** Who picked up. A side fact: never moves the state. */
  record MachineDetected(AnsweredBy answeredBy, String detail) implements FactBody {}

  /**
   * What the leg costs. A side fact.
   *
   * @param amount null when the carrier failed to compute it
   * @param currency null when not said, as of a cost without parts
   */
  record Costed(BigDecimal amount, String currency, Integer billedSeconds) implements FactBody {

    /** Empty for what nobody can book: no amount, or an amount of nobody knows what. */
    Optional<Money> money() {
      return amount != null && Money.isCurrency(currency)
          ? Optional.of(new Money(amount, currency))
          : Optional.empty();
    }
  }

  /**
   * Anything else worth keeping: recordings, digits, a place in a queue, conference. A side fact.
   */
  record Aside(String what, String detail) implements FactBody {}

  /** What facts there are. The words outlive the names of the classes. */
  enum Kind {
    DENIED("Denied", 0, Denied.class),
    ORDERED("Ordered", 0, Ordered.class),
    ACCEPTED("Accepted", 1, Accepted.class),
    UNCLEAR("Unclear", 1, Unclear.class),
    REFUSED("Refused", 8, Refused.class),
    DROPPED("Dropped", 8, Dropped.class),
    CONFERENCED("Conferenced", 5, Conferenced.class),
    RECORDING_ASKED("RecordingAsked", 0, RecordingAsked.class),
    ANNOUNCING("Announcing", 4, Announcing.class),
    ANNOUNCED("Announced", 5, Announced.class),
    KEYED("Keyed", 5, Keyed.class),
    RECORDING_BEGUN("RecordingBegun", 6, RecordingBegun.class),
    RECORDING_REFUSED("RecordingRefused", 6, RecordingRefused.class),
    RECORDING_MISSING("RecordingMissing", 10, RecordingMissing.class),
    RECORDING_KEPT("RecordingKept", 10, RecordingKept.class),
    HELD("Held", 5, Held.class),
    RESUMED("Resumed", 6, Resumed.class),
    HANGUP_ASKED("HangupAsked", 7, HangupAsked.class),
    INITIATED("Initiated", 2, Initiated.class),
    RINGING("Ringing", 3, Ringing.class),
    ANSWERED("Answered", 4, Answered.class),
    APOLOGIZED("Apologized", 5, Apologized.class),
    DEQUEUED("Dequeued", 5, Dequeued.class),
    QUEUE_LEFT("QueueLeft", 5, QueueLeft.class),
    ENDED("Ended", 9, Ended.class),
    MACHINE_DETECTED("MachineDetected", 6, MachineDetected.class),
    COSTED("Costed", 10, Costed.class),
    ASIDE("Aside", 6, Aside.class);

    private static final Set<Kind> PROVING =
        EnumSet.of(ACCEPTED, INITIATED, RINGING, ANSWERED, APOLOGIZED, ENDED);

    private static final Map<Class<?>, Kind> OF_BODIES = by(kind -> kind.body);
    private static final Map<String, Kind> OF_WORDS = by(kind -> kind.word);

    private final String word;
    private final int rank;
    private final Class<? extends Record> body;

    Kind(String word, int rank, Class<? extends Record> body) {
      this.word = word;
      this.rank = rank;
      this.body = body;
    }

    private static <K> Map<K, Kind> by(Function<Kind, K> key) {
      return Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(key, kind -> kind));
    }
  }
}
