package dev.ramal.gateway.publishing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How facts reach the broker. */
@ConfigMapping(prefix = "ramal.publishing")
public interface PublishingConfig {

  /** How long a record waits for others to share its way. */
  @WithDefault("2ms")
  Duration linger();
}
