package dev.ramal.kit.topics;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How topics come to be. */
@ConfigMapping(prefix = "ramal.topics")
public interface TopicsConfig {
  /** Whether those that are missing are created at start. */
  @WithDefault("true")
  boolean create();

  /** How long the start waits for the broker; afterwards it is tried beside everything else. */
  @WithDefault("20S")
  Duration patience();

  /** How often a broker that was never reached is tried. */
  @WithDefault("5S")
  Duration tryAgain();
}
