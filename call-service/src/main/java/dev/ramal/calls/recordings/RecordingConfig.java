package dev.ramal.calls.recordings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;

/** How recordings are fetched, kept and played. */
@ConfigMapping(prefix = "ramal.recording")
public interface RecordingConfig {
  /** Fetched at one time by one process; half of them at most for one organization. */
  @WithDefault("16")
  @Positive
  int concurrency();

  /** Nobody else takes a recording that was taken less than this ago. */
  @WithDefault("5M")
  @DurationMin(millis = 1)
  Duration lease();

  /** Before the second attempt; doubles up to an hour. */
  @WithDefault("5S")
  @DurationMin(millis = 1)
  Duration firstPause();

  /** Then a person is told. */
  @WithDefault("12")
  @Positive
  int attempts();

  /** A longer file is not a recording of a call. */
  @WithDefault("524288000")
  @Positive
  long maxBytes();

  /** For the whole file, from the request to its last byte. */
  @WithDefault("2M")
  @DurationMin(millis = 1)
  Duration fetchTimeout();

  /** How long the address of a Telnyx callback lives. */
  @WithDefault("9M")
  @DurationMin(millis = 1)
  Duration mediaUrlLife();

  /** How long a signed link plays. */
  @WithDefault("5M")
  @DurationMin(millis = 1)
  Duration linkLife();

  /** How often recordings that had their time are looked for. */
  @WithDefault("10M")
  @DurationMin(millis = 1)
  Duration retireEvery();

  /** How many of them one transaction takes. */
  @WithDefault("500")
  @Positive
  int retireBatch();

  /** Without effect since recordings are jobs: {@code ramal.jobs.poll} rules. */
  Optional<Duration> every();
}
