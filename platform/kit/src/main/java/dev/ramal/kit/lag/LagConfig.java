package dev.ramal.kit.lag;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How it is found out whether what waits moves. */
@ConfigMapping(prefix = "ramal.lag")
public interface LagConfig {
  /**
   * The names of the consumer groups that this process watches, as a regular expression; where it
   * is not set none are. One service watches those of all.
   */
  Optional<String> groups();

  /** How often their offsets are read. */
  @WithDefault("5s")
  Duration every();

  /**
   * For how long something has to stand still until people are told: with one reading more, and
   * what an alert takes, less than a minute.
   */
  @WithDefault("40s")
  Duration window();

  /** How long the broker may take to answer a reading. */
  @WithDefault("10s")
  Duration patience();
}
