package dev.ramal.calls.recordings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How recordings are fetched, kept and played. */
@ConfigMapping(prefix = "ramal.recording")
public interface RecordingConfig {
  /** Fetched at one time by one process; half of them at most for one organization. */
  @WithDefault("4")
  int concurrency();

  /** Nobody else takes a recording that was taken less than this ago. */
  @WithDefault("5M")
  Duration lease();

  /** Before the second attempt; doubles up to an hour. */
  @WithDefault("5S")
  Duration firstPause();

  /** Then a person is told. */
  @WithDefault("12")
  int attempts();

  /** A longer file is not a recording of a call. */
  @WithDefault("524288000")
  long maxBytes();

  /** For the whole file, from the request to its last byte. */
  @WithDefault("2M")
  Duration fetchTimeout();

  /** How long the address of a Telnyx callback lives. */
  @WithDefault("9M")
  Duration mediaUrlLife();

  /** How long a signed link plays. */
  @WithDefault("5M")
  Duration linkLife();
}
