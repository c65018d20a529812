package dev.ramal.billing.estimates;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** When a cost has been an estimate for too long. */
@ConfigMapping(prefix = "ramal.billing.estimates")
public interface EstimateConfig {
  /**
   * From when something was used until people are told that its cost is still an estimate: longer
   * than carriers are asked for a price by themselves.
   */
  @WithDefault("15d")
  @DurationMin(hours = 1)
  Duration overdueAfter();

  /** How often it is looked whether people are to be told. */
  @WithDefault("1h")
  @DurationMin(millis = 1)
  Duration every();

  /** How long a line that was asked for again is not asked for once more. */
  @WithDefault("1h")
  @DurationMin(millis = 1)
  Duration askAgainAfter();

  /** Most lines that one request has asked for. */
  @WithDefault("1000")
  @Positive
  @Max(10_000)
  int askAtOnce();
}
