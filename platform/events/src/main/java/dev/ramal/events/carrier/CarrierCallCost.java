package dev.ramal.events.carrier;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.math.BigDecimal;
import java.util.List;

/**
 * What the carrier charges for the leg.
 *
 * <p>Type {@code dev.ramal.carrier.call.cost}.
 *
 * @param amount positive; null when the carrier failed to compute it
 * @param currency ISO 4217; null when not said
 * @param billedSeconds null when not said
 * @param parts never null
 */
public record CarrierCallCost(
    @JsonUnwrapped LegIds ids,
    BigDecimal amount,
    String currency,
    Integer billedSeconds,
    List<CostPart> parts,
    @JsonUnwrapped FactOrigin origin)
    implements CarrierCallFact {
  public static final String TYPE = "dev.ramal.carrier.call.cost";

  public CarrierCallCost {
    parts = parts == null ? List.of() : List.copyOf(parts);
  }

  /**
   * One part of what a carrier charges for a leg.
   *
   * @param part the carrier's own word, an open set
   * @param billedSeconds null when not said
   * @param rate per minute; null when not said
   * @param cost positive
   * @param currency ISO 4217
   */
  public record CostPart(
      String part, Integer billedSeconds, BigDecimal rate, BigDecimal cost, String currency) {}
}
