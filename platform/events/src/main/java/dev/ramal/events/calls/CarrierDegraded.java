package dev.ramal.events.calls;

import dev.ramal.events.Carrier;
import java.time.Instant;

/**
 * Dials through a carrier fail one after another: from now on calls of the organization are kept
 * away from it, where another can take them.
 *
 * <p>Type {@code dev.ramal.calls.CarrierDegraded}.
 *
 * @param failures of dials in a row
 * @param code of the last one: the carrier's, or unclear, or unreachable
 * @param reason of the last one
 */
public record CarrierDegraded(
    Carrier carrier, int failures, String code, String reason, Instant degradedAt) {
  public static final String TYPE = "dev.ramal.calls.CarrierDegraded";
}
