package dev.ramal.calls.lifecycle;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** When a carrier that tells a price only when asked is asked. */
@ConfigMapping(prefix = "ramal.expiry")
public interface PriceConfig {
  /** From the end to the first look for a price; doubles with each look. */
  @WithDefault("1m")
  @DurationMin(millis = 1)
  Duration costAfter();

  /** How often a price is looked for. */
  @WithDefault("10")
  @Positive
  int costChecks();
}
