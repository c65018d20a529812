package dev.ramal.calls.call;

import dev.ramal.events.Consent;

/**
 * What leads to a recording: what the lead is told, and agrees to, and what came of it. Members of
 * {@link FactBody}.
 */
public interface RecordingBodies {
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
   * Something else than the disclaimer was said to the leg, or had to be given up.
   *
   * @param text the word of the action that says it
   * @param result completed, interrupted, failed, lost or refused
   */
  record Spoken(String text, String result) implements FactBody {
    /** To its end. */
    public static final String COMPLETED = "completed";

    boolean isCompleted() {
      return COMPLETED.equals(result);
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
}
