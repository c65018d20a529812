package dev.ramal.gateway.publishing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.time.Duration;

/** How facts reach the broker. */
@ConfigMapping(prefix = "ramal.publishing")
public interface PublishingConfig {

  /** How long a record waits for others to share its way. */
  @WithDefault("2ms")
  Duration linger();

  /**
   * Facts per second of calls, and as many of messages, that one organization may sustain through
   * this process before they go to the bulk topic. A tenth of what one instance of call-service
   * applies: a flood just below it is no flood to others.
   */
  @WithDefault("200")
  @Positive
  int tenantShare();

  /** How many seconds' worth of them may come at once. */
  @WithDefault("5")
  @Positive
  int tenantShareBurstSeconds();
}
