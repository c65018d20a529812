package dev.ramal.kit.notify;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How notifications are listened for. The prefix is older than the room. */
@ConfigMapping(prefix = "ramal.signals")
interface NotificationConfig {
  /** How often the connection is asked whether the other end is still there. */
  @WithDefault("5s")
  Duration askEvery();
}
