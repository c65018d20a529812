package dev.ramal.events.carrier;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * Keys were pressed.
 *
 * <p>Type {@code dev.ramal.carrier.call.digits}.
 *
 * @param purpose from the callback address we registered; null when none
 */
public record CarrierCallDigits(
    @JsonUnwrapped LegIds ids, String digits, String purpose, @JsonUnwrapped FactOrigin origin)
    implements CarrierCallFact {
  public static final String TYPE = "dev.ramal.carrier.call.digits";
}
