package dev.ramal.events.carrier;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * The leg left a queue without being taken.
 *
 * <p>Type {@code dev.ramal.carrier.call.queue-left}.
 *
 * @param queue null when not said
 * @param waitSeconds null when not said
 * @param result the carrier's own word; null when not said
 */
public record CarrierCallQueueLeft(
    @JsonUnwrapped LegIds ids,
    String queue,
    Integer waitSeconds,
    String result,
    @JsonUnwrapped FactOrigin origin)
    implements CarrierCallFact {
  public static final String TYPE = "dev.ramal.carrier.call.queue-left";
}
