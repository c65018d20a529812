package dev.ramal.calls.commands;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How callers are taken care of; what organizations set for themselves is not here. */
@ConfigMapping(prefix = "ramal.callers")
public interface CallerConfig {
  /** How long the carrier may take to tell what became of a phone, of words, of a message. */
  @WithDefault("10s")
  @DurationMin(millis = 1)
  Duration slack();

  /** How long a message may be. */
  @WithDefault("2m")
  @DurationMin(seconds = 1)
  Duration longestMessage();

  /** How long a caller who waits is left alone before the place in the queue is told again. */
  @WithDefault("25s")
  @DurationMin(millis = 100)
  Duration tellPlaceEvery();

  /** How often is looked whether somebody is free, while callers wait. */
  @WithDefault("1s")
  @DurationMin(millis = 100)
  Duration serveEvery();

  /** How often is looked for callers whom something that was lost would keep waiting. */
  @WithDefault("30s")
  @DurationMin(millis = 100)
  Duration sweepEvery();
}
