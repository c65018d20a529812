package dev.ramal.events.carrier;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.ramal.events.AnsweredBy;

/**
 * Who or what picked up. Never moves the state of a call by itself.
 *
 * <p>Type {@code dev.ramal.carrier.call.machine-detected}.
 *
 * @param answeredBy human, machine, fax or unknown
 * @param detail start, beep, silence, other or null
 * @param afterMillis milliseconds of analysis; null when not said
 */
public record CarrierMachineDetected(
    @JsonUnwrapped LegIds ids,
    AnsweredBy answeredBy,
    String detail,
    Integer afterMillis,
    @JsonUnwrapped FactOrigin origin)
    implements CarrierCallFact {
  public static final String TYPE = "dev.ramal.carrier.call.machine-detected";
}
