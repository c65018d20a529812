package dev.ramal.kit.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the relay works. */
@ConfigMapping(prefix = "ramal.outbox")
interface OutboxConfig {
  /** False leaves the rows to another process. */
  @WithDefault("true")
  boolean enabled();

  /**
   * The safety net under LISTEN/NOTIFY; also how often ownership is looked at. Well below {@code
   * ramal.database.idle-session-timeout}, after which a relay that says nothing loses its locks.
   */
  @WithDefault("1s")
  Duration poll();

  /** Most rows that are read at once; a quarter of them of one partition. */
  @WithDefault("1000")
  int batch();

  /** Longest wait before a failing key is tried again. */
  @WithDefault("60s")
  Duration longestWait();

  /** How long the broker may take to acknowledge before a send counts as failed. */
  @WithDefault("15s")
  Duration sendTimeout();

  /** How long a stop waits for what is being sent. */
  @WithDefault("10s")
  Duration stopTimeout();
}
