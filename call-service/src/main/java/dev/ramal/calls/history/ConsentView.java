package dev.ramal.calls.history;

import dev.ramal.calls.call.RecordingEvidence;
import dev.ramal.calls.call.RecordingEvidence.KeyPress;
import dev.ramal.calls.call.RecordingEvidence.Told;
import dev.ramal.calls.call.RecordingProgress;
import dev.ramal.calls.call.RecordingProgress.NotWanted;
import java.time.Instant;

/**
 * Whether a call is recorded, and what proves that it may be.
 *
 * @param state to-tell, telling, asking, allowed, begun, missing or withheld
 * @param why why there is no recording: untold, no-key, refused, absent, failed, lost or
 *     own-bucket; null while one may come
 * @param announcement null until the carrier has said that it was said to its end
 * @param key what the lead pressed to agree; null where none was demanded, or none was pressed
 * @param startedAt when the carrier began to record; null before
 */
public record ConsentView(
    String state, String why, AnnouncementView announcement, KeyView key, Instant startedAt) {

  /** Null for a call that nobody wanted recorded. */
  static ConsentView of(RecordingProgress recording) {
    if (recording instanceof NotWanted) {
      return null;
    }
    String why = recording.whyNone();
    return new ConsentView(
        recording.word(),
        "not-begun".equals(why) ? null : why,
        AnnouncementView.of(recording.announcement()),
        recording.proof().map(RecordingEvidence::key).map(KeyView::of).orElse(null),
        recording.begunAt());
  }

  /**
   * The words that the lead heard.
   *
   * @param proof where the carrier said so
   */
  public record AnnouncementView(
      String text, String language, String leg, Instant spokenAt, String proof) {
    static AnnouncementView of(Told told) {
      return told == null
          ? null
          : new AnnouncementView(
              told.text(), told.language(), told.leg().wire(), told.at(), told.proof());
    }
  }

  /**
   * The key that the lead pressed.
   *
   * @param proof where the carrier said so
   */
  public record KeyView(String key, String leg, Instant pressedAt, String proof) {
    static KeyView of(KeyPress pressed) {
      return new KeyView(pressed.key(), pressed.leg().wire(), pressed.at(), pressed.proof());
    }
  }
}
