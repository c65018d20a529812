package dev.ramal.events.carrier;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * The leg was joined to another.
 *
 * <p>Type {@code dev.ramal.carrier.call.bridged}.
 *
 * @param from null when not said
 * @param to null when not said
 */
public record CarrierCallBridged(
    @JsonUnwrapped LegIds ids, String from, String to, @JsonUnwrapped FactOrigin origin)
    implements CarrierCallFact {
  public static final String TYPE = "dev.ramal.carrier.call.bridged";
}
