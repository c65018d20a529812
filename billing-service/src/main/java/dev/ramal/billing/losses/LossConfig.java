package dev.ramal.billing.losses;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** When alerts of losses end. */
@ConfigMapping(prefix = "ramal.billing.losses")
public interface LossConfig {
  /** How often it is looked whether an organization has made no loss for a day. */
  @WithDefault("1h")
  @DurationMin(millis = 1)
  Duration endEvery();
}
