package dev.ramal.messaging.lifecycle;

import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import java.util.Objects;

/**
 * A message as its carrier names it.
 *
 * @param id the carrier's
 */
public record CarriersMessage(TenantId tenant, Carrier carrier, String id) {
  public CarriersMessage {
    Objects.requireNonNull(carrier, "carrier");
    Objects.requireNonNull(id, "the carrier's id");
  }
}
