package dev.ramal.events.carrier;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * Whoever was on the leg heard our apology, for nobody could say what to do, and was let go.
 *
 * <p>Type {@code dev.ramal.carrier.call.apologized}. The carrier counts such a leg as answered and
 * charges for it; nobody was spoken to.
 */
public record CarrierCallApologized(
    @JsonUnwrapped LegIds ids, @JsonUnwrapped Parties parties, @JsonUnwrapped FactOrigin origin)
    implements CarrierCallFact {
  public static final String TYPE = "dev.ramal.carrier.call.apologized";
}
