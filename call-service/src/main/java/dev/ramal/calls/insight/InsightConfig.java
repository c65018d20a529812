package dev.ramal.calls.insight;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How figures are kept. */
@ConfigMapping(prefix = "ramal.insight")
interface InsightConfig {
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

  /** For how long the view of a team is told without looking again. */
  @WithDefault("1s")
  @DurationMin(millis = 1)
  Duration teamFor();

  /** Of how much time up to now the service level is told. */
  @WithDefault("30m")
  @DurationMin(minutes = 1)
  @DurationMax(hours = 24)
  Duration serviceLevelOver();
}
