package dev.ramal.kit.time;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;
import java.util.Optional;

/** What time it is. */
@ConfigMapping(prefix = "ramal.clock")
public interface ClockConfig {
  /** How far the clock is moved from the real time. */
  Optional<Duration> offset();
}
