package dev.ramal.events.calls;

import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.LegName;
import dev.ramal.events.Money;
import java.time.Instant;

/**
 * A leg was handed to the carrier.
 *
 * <p>Type {@code dev.ramal.calls.CallDialed}.
 *
 * @param leg agent or lead
 * @param from caller id
 * @param to E.164 or softphone address
 * @param estimatedCost null when no estimate was possible
 */
public record CallDialed(
    String callId,
    LegName leg,
    Carrier carrier,
    ConnectionId connectionId,
    CarrierCallId carrierCallId,
    String from,
    String to,
    Money estimatedCost,
    Instant dialedAt) {
  public static final String TYPE = "dev.ramal.calls.CallDialed";
}
