package dev.ramal.calls.call;

import dev.ramal.calls.call.RecordingEvidence.KeyPress;
import dev.ramal.calls.call.RecordingEvidence.Told;
import dev.ramal.events.Consent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where the recording of a call stands: told, asked, allowed, begun.
 *
 * <pre>
 * NotWanted
 * ToTell ─▶ Telling ─▶ [Asking] ─▶ Allowed ─▶ Begun ─▶ Missing
 *              └──────────┴───────────┴─▶ Withheld
 * </pre>
 *
 * <p>What has not come to its end when the call is over is {@code NotBegun}.
 *
 * <p>What comes after {@code Asking} holds {@link RecordingEvidence}: there is no recording without
 * proof, in no order of facts.
 */
public sealed interface RecordingProgress {
  /** The call ended first. */
  String NOT_BEGUN = "not-begun";

  /** Nothing proves that the lead was told. */
  String UNTOLD = "untold";

  /** As a client sees it. */
  String word();

  /**
   * We were not to record.
   *
   * @param why why what the carrier recorded all the same is not here; null when it did not, or is
   */
  record NotWanted(String why) implements RecordingProgress {
    @Override
    public String word() {
      return "not-wanted";
    }
  }

  /** Wanted; nothing was said to the lead yet. */
  record ToTell() implements RecordingProgress {
    @Override
    public String word() {
      return "to-tell";
    }
  }

  /** The disclaimer is being said; the carrier has not said that it was. */
  record Telling() implements RecordingProgress {
    @Override
    public String word() {
      return "telling";
    }
  }

  /** The lead was told and is asked for the key. */
  record Asking(Told told) implements RecordingProgress {
    @Override
    public String word() {
      return "asking";
    }
  }

  /** Everything that consent demands is proven; the carrier is to record. */
  record Allowed(RecordingEvidence evidence) implements RecordingProgress {
    @Override
    public String word() {
      return "allowed";
    }
  }

  /**
   * The carrier records, or has recorded.
   *
   * @param recordingId the carrier's; null where it does not name it yet
   */
  record Begun(RecordingEvidence evidence, String recordingId, Instant at)
      implements RecordingProgress {
    @Override
    public String word() {
      return "begun";
    }
  }

  /**
   * Begun, and nothing came of it.
   *
   * @param why absent, failed, lost or own-bucket
   * @param at when it had begun
   */
  record Missing(RecordingEvidence evidence, String why, Instant at) implements RecordingProgress {
    @Override
    public String word() {
      return "missing";
    }
  }

  /**
   * Not recorded.
   *
   * @param why untold, no-key, refused or machine
   * @param told null when the lead was not told
   * @param connects whether the lead is joined all the same
   */
  record Withheld(String why, Told told, boolean connects) implements RecordingProgress {
    @Override
    public String word() {
      return "withheld";
    }
  }

  /**
   * The call was over first.
   *
   * @param reached how far it had come
   */
  record NotBegun(RecordingProgress reached) implements RecordingProgress {
    @Override
    public String word() {
      return "withheld";
    }
  }

  /**
   * What it is once the call is over.
   *
   * @param machine whether a machine picked up
   */
  default RecordingProgress atTheEnd(boolean machine) {
    if (!isOpen()) {
      return this;
    }
    return machine ? new Withheld(Detection.MACHINE, announcement(), true) : new NotBegun(this);
  }

  /** Whether a recording may still begin. */
  default boolean isOpen() {
    return this instanceof ToTell
        || this instanceof Telling
        || this instanceof Asking
        || this instanceof Allowed;
  }

  /** Whether we let the lead go, because the organization joins nobody without consent. */
  default boolean letsGo() {
    return this instanceof Withheld withheld && !withheld.connects();
  }

  /** Whether there is none, though the carrier has recorded. */
  default boolean isMissing() {
    return this instanceof Missing
        || this instanceof NotWanted notWanted && notWanted.why() != null;
  }

  /** When the carrier began to record; null before. */
  default Instant begunAt() {
    if (this instanceof Missing missing) {
      return missing.at();
    }
    return this instanceof Begun begun ? begun.at() : null;
  }

  /** Null before it is proven that the lead was told. */
  default Told announcement() {
    if (this instanceof Asking asking) {
      return asking.told();
    }
    if (this instanceof NotBegun none) {
      return none.reached().announcement();
    }
    if (this instanceof Withheld withheld) {
      return withheld.told();
    }
    return proof().map(RecordingEvidence::told).orElse(null);
  }

  /** Empty unless the call may be recorded. */
  default Optional<RecordingEvidence> proof() {
    if (this instanceof Allowed allowed) {
      return Optional.of(allowed.evidence());
    }
    if (this instanceof Begun begun) {
      return Optional.of(begun.evidence());
    }
    if (this instanceof NotBegun none) {
      return none.reached().proof();
    }
    return this instanceof Missing missing ? Optional.of(missing.evidence()) : Optional.empty();
  }

  /** Why a call that was to be recorded and is over has no recording; null when one is expected. */
  default String whyNone() {
    if (this instanceof Withheld withheld) {
      return withheld.why();
    }
    if (this instanceof Missing missing) {
      return missing.why();
    }
    if (this instanceof NotWanted notWanted) {
      return notWanted.why();
    }
    return this instanceof Begun ? null : NOT_BEGUN;
  }

  /**
   * @param machine whether a machine picked up that nobody of ours talks to: no recording begins.
   *     What is being said to it goes on until the carrier says that it was, or time is over
   */
  static RecordingProgress of(CallDetails details, List<Fact> sorted, boolean machine) {
    RecordingProgress reached = of(details, sorted);
    boolean untold = reached instanceof Withheld withheld && UNTOLD.equals(withheld.why());
    return machine && (untold || reached.isOpen() && !(reached instanceof Telling))
        ? new Withheld(Detection.MACHINE, reached.announcement(), true)
        : reached;
  }

  private static RecordingProgress of(CallDetails details, List<Fact> sorted) {
    if (!details.record()) {
      return new NotWanted(whyMissing(null, sorted).orElse(null));
    }
    FactBody.RecordingAsked terms =
        first(FactBody.RecordingAsked.class, sorted)
            .orElse(new FactBody.RecordingAsked(Consent.ANNOUNCEMENT, true));
    Told told = Told.of(sorted).orElse(null);
    return RecordingEvidence.of(terms.consent(), sorted)
        .map(evidence -> proven(evidence, terms, sorted))
        .orElseGet(() -> told == null ? untold(terms, sorted) : unagreed(told, terms, sorted));
  }

  private static RecordingProgress proven(
      RecordingEvidence evidence, FactBody.RecordingAsked terms, List<Fact> sorted) {
    Optional<Fact> begun =
        sorted.stream().filter(fact -> fact.body() instanceof FactBody.RecordingBegun).findFirst();
    if (begun.isEmpty()) {
      return first(FactBody.RecordingRefused.class, sorted)
          .<RecordingProgress>map(refused -> new Withheld("refused", evidence.told(), true))
          .orElseGet(() -> new Allowed(evidence));
    }
    String recordingId = ((FactBody.RecordingBegun) begun.get().body()).recordingId();
    Instant at = evidence.notBefore(begun.get().at());
    return whyMissing(recordingId, sorted)
        .<RecordingProgress>map(why -> new Missing(evidence, why, at))
        .orElseGet(() -> new Begun(evidence, recordingId, at));
  }

  /** Empty when nothing is missing, or it came after all. */
  private static Optional<String> whyMissing(String recordingId, List<Fact> sorted) {
    boolean kept = first(FactBody.RecordingKept.class, sorted).isPresent();
    return sorted.stream()
        .filter(fact -> fact.body() instanceof FactBody.RecordingMissing)
        .map(fact -> (FactBody.RecordingMissing) fact.body())
        .filter(missing -> !kept && isAbout(missing, recordingId))
        .findFirst()
        .map(FactBody.RecordingMissing::why);
  }

  private static boolean isAbout(FactBody.RecordingMissing missing, String recordingId) {
    return recordingId == null
        || missing.recordingId() == null
        || missing.recordingId().equals(recordingId);
  }

  private static RecordingProgress untold(FactBody.RecordingAsked terms, List<Fact> sorted) {
    if (isGivenUp(sorted)) {
      return new Withheld(UNTOLD, null, terms.connectUnrecorded());
    }
    return first(FactBody.Announcing.class, sorted).isPresent() ? new Telling() : new ToTell();
  }

  private static boolean isGivenUp(List<Fact> sorted) {
    return sorted.stream()
        .map(Fact::body)
        .anyMatch(body -> body instanceof FactBody.Announced said && !said.isProven());
  }

  /** Who was given up talks by now: no question comes between. */
  private static RecordingProgress unagreed(
      Told told, FactBody.RecordingAsked terms, List<Fact> sorted) {
    if (isGivenUp(sorted)) {
      return new Withheld(UNTOLD, told, terms.connectUnrecorded());
    }
    return KeyPress.other(sorted).isPresent()
        ? new Withheld("no-key", told, terms.connectUnrecorded())
        : new Asking(told);
  }

  private static <T extends FactBody> Optional<T> first(Class<T> kind, List<Fact> sorted) {
    return sorted.stream().map(Fact::body).filter(kind::isInstance).map(kind::cast).findFirst();
  }
}
