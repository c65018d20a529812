package dev.ramal.messaging.sending;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How messages are handed over. */
@ConfigMapping(prefix = "ramal.messaging.sending")
public interface SendingConfig {
  /** Messages on their way to carriers at one time. */
  @WithDefault("16")
  int parallel();

  /** Safety net: how often due messages are looked for when nobody woke us. */
  @WithDefault("1s")
  Duration poll();

  /**
   * How long looking for due messages, or handing one over, may take before we go on without it.
   */
  @WithDefault("1m")
  Duration patience();

  /** How often a message may be handed over before we give up. */
  @WithDefault("10")
  int attempts();

  /** Wait before the second attempt; doubles with each further one, up to ten minutes. */
  @WithDefault("2s")
  Duration backoff();

  /** The wait before the next attempt. */
  default Duration waitAfter(int attemptsMade) {
    Duration wait = backoff().multipliedBy(1L << Math.min(attemptsMade - 1, 20));
    Duration longest = Duration.ofMinutes(10);
    return wait.compareTo(longest) > 0 ? longest : wait;
  }
}
