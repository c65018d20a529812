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

  /**
   * After this a callback of Twilio is answered 503. Twilio waits 15 s at most; the rest is left
   * for its own repetition.
   */
  @WithDefault("8s")
  Duration twilioDeadline();

  /** The same for Telnyx, which waits 2 s. */
  @WithDefault("1500ms")
  Duration telnyxDeadline();
}
