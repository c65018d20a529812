package dev.ramal.messaging.janitor;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How messages are found that carriers got for us and nobody told us of. */
@ConfigMapping(prefix = "ramal.messaging.sweep")
public interface SweepConfig {
  /** How often each account's inbox is looked at. */
  @WithDefault("15m")
  Duration every();

  /** What is younger may still be told of in the usual way. */
  @WithDefault("2m")
  Duration settle();

  /** How far a look reaches back behind the end of the one before. */
  @WithDefault("10m")
  Duration overlap();

  /** How far the first look at an account reaches back. */
  @WithDefault("1h")
  Duration first();

  /** How far a look reaches back at most, after a long outage. */
  @WithDefault("7d")
  Duration longest();

  /** How long a time one look asks for at most; what is behind is asked for slice by slice. */
  @WithDefault("6h")
  Duration slice();

  /** How long one look may take. */
  @WithDefault("5m")
  Duration lease();
}
