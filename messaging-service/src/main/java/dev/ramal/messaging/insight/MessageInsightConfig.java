package dev.ramal.messaging.insight;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How figures are kept, and when variants are judged. */
@ConfigMapping(prefix = "ramal.messaging.insight")
interface MessageInsightConfig {
  /** How often past days that are not kept, or changed since, are summed. */
  @WithDefault("10m")
  @DurationMin(millis = 1)
  Duration keepEvery();

  /** Of how many past days sums are kept; older ones are summed when they are asked for. */
  @WithDefault("400")
  @Positive
  int keptDays();

  /** Longest time that can be asked for. */
  @WithDefault("400d")
  @DurationMin(hours = 1)
  Duration longest();

  /** For how long a variant waits for answers before it is judged. */
  @WithDefault("72h")
  @DurationMin(minutes = 1)
  @DurationMax(days = 30)
  Duration answeredWithin();
}
