package dev.ramal.events.carrier;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * What a leg was to hear has been said, or was cut off.
 *
 * <p>Type {@code dev.ramal.carrier.call.spoken}.
 *
 * @param textId which text, as we named it when we had it spoken
 * @param result completed, interrupted or failed
 */
public record CarrierCallSpoken(
    @JsonUnwrapped LegIds ids, String textId, String result, @JsonUnwrapped FactOrigin origin)
    implements CarrierCallFact {
  public static final String TYPE = "dev.ramal.carrier.call.spoken";
}
