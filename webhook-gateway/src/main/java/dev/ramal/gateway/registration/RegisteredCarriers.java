package dev.ramal.gateway.registration;

import dev.ramal.carriers.WebhookAddress;
import dev.ramal.gateway.carriers.CarrierWebhooks;
import dev.ramal.gateway.carriers.telnyx.TelnyxWebhooks;
import dev.ramal.gateway.carriers.twilio.TwilioWebhooks;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/**
 * The one place where the gateway names its carriers. A further one is a further line here and a
 * package beside the others.
 */
@Dependent
public class RegisteredCarriers {

  @Produces
  @Singleton
  CarrierWebhooks twilio(WebhookAddress address, Deadlines deadlines) {
    return new TwilioWebhooks(address.baseUrl(), deadlines.twilioDeadline());
  }

  @Produces
  @Singleton
  CarrierWebhooks telnyx(Clock clock, Deadlines deadlines) {
    return new TelnyxWebhooks(clock, deadlines.telnyxDeadline());
  }

  /** How long each carrier waits for our answer, less what the rest of the way takes. */
  @ConfigMapping(prefix = "ramal.publishing")
  interface Deadlines {

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
}
