package dev.ramal.events.carrier;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * The leg was taken from a queue.
 *
 * <p>Type {@code dev.ramal.carrier.call.dequeued}.
 *
 * @param queue null when not said
 * @param position null when not said
 * @param waitSeconds null when not said
 * @param result the carrier's own word
 */
public record CarrierCallDequeued(
    @JsonUnwrapped LegIds ids,
    String queue,
    Integer position,
    Integer waitSeconds,
    String result,
    @JsonUnwrapped FactOrigin origin)
    implements CarrierCallFact {
  public static final String TYPE = "dev.ramal.carrier.call.dequeued";
}
