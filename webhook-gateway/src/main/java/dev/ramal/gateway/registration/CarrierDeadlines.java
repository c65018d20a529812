package dev.ramal.gateway.registration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long each carrier waits for our answer, less what the rest of the way takes. */
@ConfigMapping(prefix = "ramal.publishing")
interface CarrierDeadlines {

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
