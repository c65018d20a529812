package dev.ramal.gateway.publishing;

import dev.ramal.events.Event;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.carrier.CarrierCallFact;
import dev.ramal.events.carrier.CarrierFact;
import dev.ramal.gateway.carriers.Translation;

/** Puts facts into envelopes. */
public final class FactEvents {
  /** {@code ce_source} of everything we publish. */
  public static final String SOURCE = "/webhook-gateway";

  private FactEvents() {}

  public static Event<?> of(TenantId tenant, Translation.Fact translated) {
    CarrierFact fact = translated.fact();
    return new Event<>(
        translated.id(),
        SOURCE,
        translated.aggregateId(),
        fact.occurredAt(),
        tenant,
        null,
        fact instanceof CarrierCallFact ? Topics.CALL_FACTS : Topics.MESSAGE_FACTS,
        tenant.value() + ":" + translated.aggregateId(),
        (Record) fact);
  }
}
