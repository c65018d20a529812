package dev.ramal.gateway.carriers.tincan;

import dev.ramal.gateway.carriers.CarrierWebhooks;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The one registration that a further carrier takes. */
@Dependent
class RegisteredTincan {

  @Produces
  @Singleton
  CarrierWebhooks tincan() {
    return new TincanWebhooks();
  }
}
