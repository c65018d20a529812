package dev.ramal.events.carrier;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.ReleasingSide;

/**
 * The leg is over. Whether it was ever answered is told by the answered fact, not by this one.
 *
 * <p>Type {@code dev.ramal.carrier.call.ended}.
 *
 * @param outcome as the carrier names it; a carrier that does not know of the answer says completed
 * @param talkSeconds whole seconds from answer to end where the carrier says so; else null
 * @param sipCode null when not said
 * @param cause the carrier's own word for the cause; null when not said
 * @param hungUpBy caller, callee or null
 */
public record CarrierCallEnded(
    @JsonUnwrapped LegIds ids,
    @JsonUnwrapped Parties parties,
    CallOutcome outcome,
    Integer talkSeconds,
    Integer sipCode,
    String cause,
    ReleasingSide hungUpBy,
    @JsonUnwrapped FactOrigin origin)
    implements CarrierCallFact {
  public static final String TYPE = "dev.ramal.carrier.call.ended";
}
