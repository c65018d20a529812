package dev.ramal.messaging.carrier;

import dev.ramal.events.Carrier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;

/** The adapter of a carrier. */
@ApplicationScoped
public class MessageCarriers {
  private final Instance<MessageCarrier> adapters;

  MessageCarriers(@Any Instance<MessageCarrier> adapters) {
    this.adapters = adapters;
  }

  public MessageCarrier of(Carrier carrier) {
    return adapters.stream()
        .filter(adapter -> adapter.carrier() == carrier)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no adapter for " + carrier.wire()));
  }
}
