package dev.ramal.events.calls;

import dev.ramal.events.Carrier;
import java.time.Instant;

/**
 * A carrier took a dial again: calls of the organization go through it as before.
 *
 * <p>Type {@code dev.ramal.calls.CarrierRecovered}.
 *
 * @param failures of dials in a row, before
 */
public record CarrierRecovered(Carrier carrier, int failures, Instant recoveredAt) {
  public static final String TYPE = "dev.ramal.calls.CarrierRecovered";
}
