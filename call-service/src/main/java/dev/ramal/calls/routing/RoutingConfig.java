package dev.ramal.calls.routing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How it is judged whether a carrier works. */
@ConfigMapping(prefix = "ramal.routing")
interface RoutingConfig {
  /** How many dials in a row must fail before calls are kept away from a carrier. */
  @WithDefault("5")
  @Positive
  int failuresToOpen();

  /** After which time such a carrier is first asked whether it works again; doubles. */
  @WithDefault("15s")
  @DurationMin(millis = 1)
  Duration askAfter();

  /** Longest wait between two such questions. */
  @WithDefault("5m")
  @DurationMin(millis = 1)
  Duration longestAsk();

  /** How often it is looked whether a carrier is to be asked. */
  @WithDefault("5s")
  @DurationMin(millis = 1)
  Duration recheckEvery();

  /** For how long a dial or a call counts in how a carrier does of late. */
  @WithDefault("15m")
  @DurationMin(seconds = 1)
  Duration recentFor();

  /** How often what this process has seen of carriers is stored. */
  @WithDefault("5s")
  @DurationMin(millis = 1)
  Duration keepEvery();

  /**
   * How long an answered call is taken to be where costs are compared. Off the minute by half of
   * one, so that whoever charges by the minute begun shows dearer than by the second, as on average
   * it is.
   */
  @WithDefault("90s")
  @DurationMin(seconds = 1)
  Duration usualCall();
}
