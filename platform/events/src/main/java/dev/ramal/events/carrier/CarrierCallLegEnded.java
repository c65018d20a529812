package dev.ramal.events.carrier;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.ramal.events.CallOutcome;

/**
 * The dialled part of a call is over.
 *
 * <p>Type {@code dev.ramal.carrier.call.leg-ended}.
 *
 * @param legId the carrier's handle of the dialled leg; null after a conference
 * @param outcome completed does not prove that two people talked
 * @param bridged whether two parties were joined; null when not said
 * @param seconds length of the dialled leg in seconds; null when not said
 */
public record CarrierCallLegEnded(
    @JsonUnwrapped LegIds ids,
    String legId,
    CallOutcome outcome,
    Boolean bridged,
    Integer seconds,
    @JsonUnwrapped FactOrigin origin)
    implements CarrierCallFact {
  public static final String TYPE = "dev.ramal.carrier.call.leg-ended";
}
