package dev.ramal.calls.carrier.tincan;

import dev.ramal.calls.connections.ConnectionFields;
import dev.ramal.calls.connections.ConnectionRequest;
import dev.ramal.calls.connections.ConnectionRules;
import dev.ramal.events.Carrier;
import dev.ramal.testkit.tincan.Tincan;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** An account is a key. */
@ApplicationScoped
class TincanConnectionRules implements ConnectionRules {
  @Override
  public Carrier carrier() {
    return Tincan.CARRIER;
  }

  @Override
  public Set<String> fields() {
    return Set.of("apiKey");
  }

  @Override
  public void check(ConnectionRequest request, ConnectionFields fields) {
    fields.secret("apiKey", request.apiKey());
  }
}
