package dev.ramal.gateway.registration;

import dev.ramal.gateway.carriers.CarrierWebhooks;
import dev.ramal.gateway.carriers.telnyx.TelnyxWebhooks;
import dev.ramal.gateway.carriers.twilio.TwilioWebhooks;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/**
 * The one place where the gateway names its carriers. A further one is a further line here and a
 * package beside the others.
 */
@Dependent
public class RegisteredCarriers {

  @Produces
  @Singleton
  CarrierWebhooks twilio(WebhooksConfig config, CarrierDeadlines deadlines) {
    return new TwilioWebhooks(config.baseUrl(), deadlines.twilioDeadline());
  }

  @Produces
  @Singleton
  CarrierWebhooks telnyx(Clock clock, CarrierDeadlines deadlines) {
    return new TelnyxWebhooks(clock, deadlines.telnyxDeadline());
  }
}
