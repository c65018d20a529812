package dev.ramal.kit.outbox;

import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** What waits to be published, as this process's relay has seen it last; nothing is read for it. */
@ApplicationScoped
@IfBuildProperty(
    name = "quarkus.hibernate-orm.enabled",
    stringValue = "true",
    enableIfMissing = true)
public class OutboxBacklog {
  private final OutboxRelay relay;

  OutboxBacklog(OutboxRelay relay) {
    this.relay = relay;
  }

  /** Empty while the relay is not connected, or is off. */
  public Optional<RefusedHeads> refusedHeads() {
    return Optional.ofNullable(relay.refusedHeads());
  }
}
