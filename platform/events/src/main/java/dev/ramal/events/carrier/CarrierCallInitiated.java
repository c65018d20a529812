package dev.ramal.events.carrier;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * The carrier has begun to set the leg up.
 *
 * <p>Type {@code dev.ramal.carrier.call.initiated}.
 */
public record CarrierCallInitiated(
    @JsonUnwrapped LegIds ids, @JsonUnwrapped Parties parties, @JsonUnwrapped FactOrigin origin)
    implements CarrierCallFact {
  public static final String TYPE = "dev.ramal.carrier.call.initiated";
}
