package dev.ramal.events.calls;

import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.LegName;
import dev.ramal.events.Money;
import java.time.Instant;

/**
 * The carrier's real price of a leg.
 *
 * <p>Type {@code dev.ramal.calls.CallCosted}.
 *
 * @param cost positive, in the carrier's currency
 * @param billedSeconds null when not said
 */
public record CallCosted(
    String callId,
    LegName leg,
    Carrier carrier,
    CarrierCallId carrierCallId,
    Money cost,
    Integer billedSeconds,
    Instant costedAt) {
  public static final String TYPE = "dev.ramal.calls.CallCosted";
}
