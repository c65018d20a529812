package dev.ramal.events.carrier;

import dev.ramal.events.Carrier;
import dev.ramal.events.CostPart;
import dev.ramal.events.RawCallback;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * What the carrier charges for the leg.
 *
 * <p>Type {@code dev.ramal.carrier.call.cost}.
 *
 * @param callId our id of the call, as it came back signed; null for a call we did not start
 * @param leg our name of the leg (agent or lead); null when unknown
 * @param carrierCallId the carrier's handle of the leg
 * @param carrierSessionId the carrier's id of related legs; null where the carrier has none
 * @param amount positive; null when the carrier failed to compute it
 * @param currency ISO 4217; null when not said
 * @param billedSeconds null when not said
 * @param parts never null
 * @param carrier who said it
 * @param connectionId the carrier account it came through
 * @param occurredAt the carrier's time where given, else the time of receipt
 * @param receivedAt when the gateway read it
 * @param sequence the carrier's order hint, from 0; null where it gives none
 * @param raw the callback as received, secrets stripped; for audit
 */
public record CarrierCallCost(
    String callId,
    String leg,
    String carrierCallId,
    String carrierSessionId,
    BigDecimal amount,
    String currency,
    Integer billedSeconds,
    List<CostPart> parts,
    Carrier carrier,
    String connectionId,
    Instant occurredAt,
    Instant receivedAt,
    Integer sequence,
    RawCallback raw)
    implements CarrierCallFact {
  public static final String TYPE = "dev.ramal.carrier.call.cost";

  public CarrierCallCost {
    parts = parts == null ? List.of() : List.copyOf(parts);
  }
}
