package dev.ramal.events.carrier;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.ramal.events.AnsweredBy;

/**
 * The leg was picked up.
 *
 * <p>Type {@code dev.ramal.carrier.call.answered}.
 *
 * @param answeredBy human, machine, fax or unknown where machine detection ran before the answer;
 *     else null
 */
public record CarrierCallAnswered(
    @JsonUnwrapped LegIds ids,
    @JsonUnwrapped Parties parties,
    AnsweredBy answeredBy,
    @JsonUnwrapped FactOrigin origin)
    implements CarrierCallFact {
  public static final String TYPE = "dev.ramal.carrier.call.answered";
}
