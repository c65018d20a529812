package dev.ramal.messaging.lifecycle;

import dev.ramal.events.Carrier;
import dev.ramal.messaging.message.StatusPollSchedule;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;

/** When silence becomes a question to the carrier. */
@ConfigMapping(prefix = "ramal.messaging.questions")
public interface StatusPollConfig {
  /**
   * An answer to our own request that does not come: a crash of ours, at most a lost connection.
   */
  @WithDefault("60s")
  Duration unanswered();

  /** A request whose outcome is unknown. */
  @WithDefault("5s")
  Duration unknown();

  /** A message without news. */
  @WithDefault("15m")
  Duration silence();

  /** A price that was not told yet. */
  @WithDefault("1m")
  Duration price();

  /**
   * For messages that the carrier has; the others are asked about by the job that sends them.
   *
   * @param answering see {@link StatusPollSchedule#answering}
   */
  default StatusPollSchedule schedule(Map<Carrier, Duration> answering) {
    return new StatusPollSchedule(silence(), price(), answering);
  }
}
