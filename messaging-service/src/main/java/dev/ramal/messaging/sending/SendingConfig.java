package dev.ramal.messaging.sending;

import dev.ramal.kit.jobs.JobQueue.Rate;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/** How messages are submitted; {@link SubmissionQueue} makes a queue of jobs of it. */
@ConfigMapping(prefix = "ramal.messaging.sending")
public interface SendingConfig {
  /** Messages on their way to carriers at one time. */
  @WithDefault("48")
  int parallel();

  /** Safety net: how often due messages are looked for when nobody woke us. */
  @WithDefault("1s")
  Duration poll();

  /** How long looking for due messages may take before it is tried again. */
  @WithDefault("1m")
  Duration patience();

  /** How often a message may be submitted before we give up. */
  @WithDefault("10")
  int attempts();

  /** Wait before the second attempt; doubles with each further one, up to ten minutes. */
  @WithDefault("2s")
  Duration backoff();

  /**
   * Messages that one sender lets pass in a second, where its organization has set nothing; without
   * it no limit of ours.
   */
  OptionalDouble perSecond();

  /** Messages that one sender lets pass at once after a silence. */
  @WithDefault("1")
  int burst();

  default Optional<Rate> rate() {
    return perSecond().isPresent()
        ? Optional.of(new Rate(perSecond().getAsDouble(), burst()))
        : Optional.empty();
  }
}
