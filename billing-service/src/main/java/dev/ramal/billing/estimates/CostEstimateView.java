package dev.ramal.billing.estimates;

import dev.ramal.billing.metering.CostEstimateRepository.EstimatedUse;
import dev.ramal.billing.rating.Meter;
import dev.ramal.events.Carrier;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A line whose cost the tariff estimates, because its carrier has not named it.
 *
 * @param leg null for a message
 * @param carrier null where nobody said
 * @param carrierReference the carrier's name of the leg or message, as its portal shows it; null
 *     where it is not known
 * @param estimate what stands in the ledger
 * @param ageDays whole days since it was used
 * @param askedAt when a person had the carrier asked again; null for never
 */
@Schema(name = "CostEstimate")
record CostEstimateView(
    UUID usageId,
    @Schema(enumeration = {"call", "message"}) String subject,
    String subjectId,
    @Schema(nullable = true) String leg,
    Meter meter,
    @Schema(nullable = true) DestinationClass destinationClass,
    @Schema(nullable = true) Carrier carrier,
    @Schema(nullable = true) String carrierReference,
    long quantity,
    Money estimate,
    Instant occurredAt,
    long ageDays,
    CostEstimateState state,
    @Schema(nullable = true) Instant askedAt) {

  /**
   * @param overdueBefore what was used before it is overdue
   */
  static CostEstimateView of(EstimatedUse use, Instant now, Instant overdueBefore) {
    return new CostEstimateView(
        use.usageId(),
        use.subject(),
        use.subjectId(),
        use.leg(),
        use.meter(),
        use.destinationClass(),
        use.carrier(),
        use.carrierReference(),
        use.quantity(),
        use.estimate(),
        use.occurredAt(),
        Duration.between(use.occurredAt(), now).toDays(),
        use.occurredAt().isBefore(overdueBefore)
            ? CostEstimateState.OVERDUE
            : CostEstimateState.WAITING,
        use.askedAt());
  }
}
