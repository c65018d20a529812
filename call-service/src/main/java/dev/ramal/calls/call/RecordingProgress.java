package dev.ramal.calls.call;

import dev.ramal.calls.call.RecordingEvidence.Told;
import java.time.Instant;
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
}
