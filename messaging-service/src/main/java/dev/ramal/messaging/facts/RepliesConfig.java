package dev.ramal.messaging.facts;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Which messages are taken for answers where no carrier says so. */
@ConfigMapping(prefix = "ramal.messaging.replies")
interface RepliesConfig {
  /**
   * What a contact writes is taken for the answer to the last message that was sent to them on the
   * channel, if that is not longer ago.
   */
  @WithDefault("3D")
  Duration within();
}
