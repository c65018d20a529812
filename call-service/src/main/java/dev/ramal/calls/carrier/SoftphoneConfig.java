package dev.ramal.calls.carrier;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How browsers log in at a carrier. */
@ConfigMapping(prefix = "ramal.softphone")
public interface SoftphoneConfig {
  /** How long a token that we sign holds; Twilio takes none beyond 24 hours. */
  @WithDefault("1h")
  @DurationMin(minutes = 1)
  @DurationMax(hours = 24)
  Duration tokenLifetime();
}
