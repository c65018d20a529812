package dev.ramal.calls.history;

import dev.ramal.calls.call.RecordingEvidence;
import dev.ramal.calls.call.RecordingEvidence.KeyPress;
import dev.ramal.calls.call.RecordingEvidence.Told;
import dev.ramal.calls.call.RecordingProgress;
import dev.ramal.calls.call.RecordingProgress.NotWanted;
import dev.ramal.events.LegName;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Whether a call is recorded, and what proves that it may be.
 *
 * @param state to-tell, telling, asking, allowed, begun, missing or withheld
 * @param why why there is no recording: untold, no-key, machine (one picked up), refused, absent,
 *     failed, lost, own-bucket, or not-begun where the call ended before; null while one may come
 * @param announcement null until the carrier has said that it was said to its end
 * @param key what the lead pressed to agree; null where none was demanded, or none was pressed
 * @param startedAt when the carrier began to record; null before
 * @param paused whether the carrier records nothing for now, by its own word
 */
@Schema(name = "RecordingConsent")
public record ConsentView(
    @Schema(
            enumeration = {
              "to-tell",
              "telling",
              "asking",
              "allowed",
              "begun",
              "missing",
              "withheld"
            })
        String state,
    @Schema(
            nullable = true,
            enumeration = {
              "untold",
              "no-key",
              "machine",
              "not-begun",
              "refused",
              "absent",
              "failed",
              "lost",
              "own-bucket"
            })
        String why,
    @Schema(nullable = true) AnnouncementView announcement,
    @Schema(nullable = true) KeyView key,
    @Schema(nullable = true) Instant startedAt,
    boolean paused) {

  /**
   * Null for a call that nobody wanted recorded.
   *
   * @param over whether the call is
   * @param paused whether the carrier was told to pause, and did
   */
  static ConsentView of(RecordingProgress recording, boolean over, boolean paused) {
    if (recording instanceof NotWanted) {
      return null;
    }
    String why = recording.whyNone();
    return new ConsentView(
        recording.word(),
        over || !RecordingProgress.NOT_BEGUN.equals(why) ? why : null,
        AnnouncementView.of(recording.announcement()),
        recording.proof().map(RecordingEvidence::key).map(KeyView::of).orElse(null),
        recording.begunAt(),
        paused && !over);
  }

  /**
   * The words that the lead heard.
   *
   * @param proof where the carrier said so
   */
  @Schema(name = "Announcement")
  public record AnnouncementView(
      String text,
      String language,
      @Schema(pattern = LegName.PATTERN, examples = "lead") String leg,
      Instant spokenAt,
      String proof) {
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
  @Schema(name = "KeyPress")
  public record KeyView(
      String key,
      @Schema(pattern = LegName.PATTERN, examples = "lead") String leg,
      Instant pressedAt,
      String proof) {
    static KeyView of(KeyPress pressed) {
      return new KeyView(pressed.key(), pressed.leg().wire(), pressed.at(), pressed.proof());
    }
  }
}
