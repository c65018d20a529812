package dev.ramal.messaging.templates;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How carriers are asked about texts, and when variants are judged. */
@ConfigMapping(prefix = "ramal.messaging.templates")
public interface TemplatesConfig {
  /** How often it is looked for texts about which a carrier is due to be asked. */
  @WithDefault("30s")
  @DurationMin(millis = 1)
  Duration poll();

  /** First wait for a decision; doubles with each question, up to an hour. */
  @WithDefault("1m")
  @DurationMin(millis = 1)
  Duration pending();

  /** How often it is asked whether an approved text still is. */
  @WithDefault("6h")
  @DurationMin(minutes = 1)
  Duration approved();

  /** Contacts of each variant by which variants are judged. */
  @WithDefault("400")
  @Min(50)
  int sample();
}
