package dev.ramal.calls.volume;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How the figures of calls are watched. */
@ConfigMapping(prefix = "ramal.volume")
interface VolumeConfig {
  /** How often they are compared with the limits; as late a call is braked at most. */
  @WithDefault("15s")
  @DurationMin(millis = 1)
  Duration every();

  /** How many days figures are kept. */
  @WithDefault("400")
  @Min(62)
  int keepDays();
}
