package dev.ramal.calls.numbers;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** When a number is in bad health, and what becomes of it. */
@ConfigMapping(prefix = "ramal.numbers")
public interface NumbersConfig {
  /** How often the numbers are looked at. */
  @WithDefault("1M")
  @DurationMin(millis = 1)
  Duration healthEvery();

  /** How many days count, today included. */
  @WithDefault("2")
  @Positive
  int healthDays();

  /** With fewer leads than these nothing can be told of a number, nor with fewer of all others. */
  @WithDefault("50")
  @Positive
  int healthLeads();

  /** How long a number rests. */
  @WithDefault("24H")
  @DurationMin(millis = 1)
  Duration rest();
}
