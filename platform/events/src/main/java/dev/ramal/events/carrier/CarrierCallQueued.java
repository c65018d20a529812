package dev.ramal.events.carrier;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * The leg waits in a queue.
 *
 * <p>Type {@code dev.ramal.carrier.call.queued}.
 *
 * @param queue null when not said
 * @param position from 1; null when not said
 * @param waitSeconds seconds waited so far or expected; null when not said
 */
public record CarrierCallQueued(
    @JsonUnwrapped LegIds ids,
    String queue,
    Integer position,
    Integer waitSeconds,
    @JsonUnwrapped FactOrigin origin)
    implements CarrierCallFact {
  public static final String TYPE = "dev.ramal.carrier.call.queued";
}
