package dev.ramal.calls.transcription;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How recordings are written down. */
@ConfigMapping(prefix = "ramal.transcription")
public interface TranscriptionConfig {
  /** Asked for or looked for at one time by one process; half of them for one organization. */
  @WithDefault("8")
  @Positive
  int concurrency();

  /** Nobody else takes one that was taken less than this ago. */
  @WithDefault("2M")
  @DurationMin(millis = 1)
  Duration lease();

  /** Before it is looked for, and again; doubles up to an hour. */
  @WithDefault("20S")
  @DurationMin(millis = 1)
  Duration firstPause();

  /** Then it is lost, and a person may have it looked for again; with the pauses, five hours. */
  @WithDefault("12")
  @Positive
  int attempts();

  /** Before it is found out what became of an asking without an answer: lists lag. */
  @WithDefault("30S")
  @DurationMin(millis = 1)
  Duration askAfter();

  /** Characters of a transcript that are kept; two hours of talk have fewer. */
  @WithDefault("200000")
  @Positive
  int longestText();
}
