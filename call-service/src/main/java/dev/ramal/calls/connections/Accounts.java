package dev.ramal.calls.connections;

import dev.ramal.carriers.CarrierAccount;
import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The carrier accounts of an organization, secrets opened. Each call opens its own transaction. */
@ApplicationScoped
public class Accounts {

  /** The enabled account an organization uses with a carrier, the newest when it has several. */
  public Uni<Optional<CarrierAccount>> forTenant(TenantId tenant, Carrier carrier) {
    return Uni.createFrom().item(Optional.empty());
  }

  /** One account, enabled or not; empty when the organization has none of that id. */
  public Uni<Optional<CarrierAccount>> byId(TenantId tenant, String connectionId) {
    return Uni.createFrom().item(Optional.empty());
  }
}
