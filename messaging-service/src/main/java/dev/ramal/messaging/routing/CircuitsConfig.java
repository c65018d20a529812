package dev.ramal.messaging.routing;

import dev.ramal.kit.time.Backoff;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How it is judged whether an account takes messages. */
@ConfigMapping(prefix = "ramal.messaging.circuits")
interface CircuitsConfig {
  /** How many submissions in a row must fail before messages are kept away from an account. */
  @WithDefault("5")
  @Positive
  int failuresToOpen();

  /** After which time such an account is first asked about; doubles. */
  @WithDefault("15s")
  @DurationMin(millis = 1)
  Duration askAfter();

  /** Longest wait between two such questions. */
  @WithDefault("5m")
  @DurationMin(millis = 1)
  Duration longestAsk();

  /** How often it is looked whether an account is to be asked about. */
  @WithDefault("5s")
  @DurationMin(millis = 1)
  Duration recheckEvery();

  default Backoff waits() {
    return Backoff.doubling(askAfter(), longestAsk());
  }
}
