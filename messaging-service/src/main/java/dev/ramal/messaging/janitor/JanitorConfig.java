package dev.ramal.messaging.janitor;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;

/** How messages without news come to an end. */
@ConfigMapping(prefix = "ramal.messaging.expiry")
public interface JanitorConfig {
  /** How often messages are looked for that the carrier should be asked about. */
  @WithDefault("5s")
  Duration poll();

  /** How many messages one transaction queues for a question. */
  @WithDefault("500")
  int round();

  /** Messages that one replica asks about at one time; as many again for prices. */
  @WithDefault("16")
  int parallel();

  /** Of these, messages of one organization, over all replicas. */
  @WithDefault("8")
  int share();

  /** After this long the carrier's list shows a message, or it was never created. */
  @WithName("settle")
  @WithDefault("2m")
  Duration listDelay();

  /**
   * After this long without a final word a message is unconfirmed for good, and one that could not
   * be submitted is given up. Twilio queues 10 h.
   */
  @WithDefault("12h")
  Duration giveUp();
}
