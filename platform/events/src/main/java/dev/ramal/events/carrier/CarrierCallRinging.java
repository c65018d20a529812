package dev.ramal.events.carrier;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * The far end rings. One of the carriers never says so.
 *
 * <p>Type {@code dev.ramal.carrier.call.ringing}.
 */
public record CarrierCallRinging(
    @JsonUnwrapped LegIds ids, @JsonUnwrapped Parties parties, @JsonUnwrapped FactOrigin origin)
    implements CarrierCallFact {
  public static final String TYPE = "dev.ramal.carrier.call.ringing";
}
