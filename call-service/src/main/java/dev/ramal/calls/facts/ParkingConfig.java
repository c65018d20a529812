package dev.ramal.calls.facts;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How facts wait for the call that they belong to. */
@ConfigMapping(prefix = "ramal.parked-facts")
interface ParkingConfig {
  /** How often parked facts are looked through for calls that have begun beside them. */
  @WithDefault("10s")
  @DurationMin(millis = 1)
  Duration every();

  /** How long a fact waits. */
  @WithDefault("24h")
  @DurationMin(millis = 1)
  Duration keep();

  /** How many facts of one organization may wait. */
  @WithDefault("5000")
  @Positive
  int most();

  /** How many are looked through, or forgotten, in one transaction. */
  @WithDefault("1000")
  @Positive
  int batch();
}
