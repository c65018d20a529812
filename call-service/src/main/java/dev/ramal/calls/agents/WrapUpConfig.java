package dev.ramal.calls.agents;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How wrap-ups end whose time is over. */
@ConfigMapping(prefix = "ramal.wrap-up")
interface WrapUpConfig {
  /** How often they are looked for. */
  @WithDefault("2s")
  @DurationMin(millis = 1)
  Duration every();

  /** How many are ended in one transaction. */
  @WithDefault("500")
  @Positive
  int batch();
}
