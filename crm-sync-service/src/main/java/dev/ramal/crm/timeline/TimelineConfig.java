package dev.ramal.crm.timeline;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * How long timelines are kept, and what one who follows them may cost. Numbers of streams count per
 * replica.
 */
@ConfigMapping(prefix = "ramal.crm.timeline")
interface TimelineConfig {
  /** How long an item is kept, by when it was. What people said stands in it. */
  @WithDefault("365D")
  @DurationMin(days = 1)
  Duration keep();

  /** How often is looked for what need not be kept. */
  @WithDefault("10M")
  Duration purgeEvery();

  /** How often a stream says that it is alive, and looks whether it has missed something. */
  @WithDefault("15s")
  @DurationMin(millis = 1)
  Duration heartbeat();

  /** How long a reader may leave what was told lying; then the connection is cut. */
  @WithDefault("60s")
  @DurationMin(millis = 1)
  Duration stalledAfter();

  /** How often readers that do not read are looked for. */
  @WithDefault("5s")
  @DurationMin(millis = 1)
  Duration lookEvery();

  /** Streams of one person in one organization. */
  @WithDefault("20")
  @Positive
  int perUser();

  /** Streams of one organization. */
  @WithDefault("1000")
  @Positive
  int perOrganization();
}
