package dev.ramal.calls.numbers;

import dev.ramal.calls.carrier.NumberType;
import dev.ramal.events.Carrier;
import dev.ramal.events.Money;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A number of the organization.
 *
 * @param bought whether it was bought here; else it was entered with its account
 * @param capabilities voice, sms, mms; null for one of which the carrier was never asked
 * @param monthlyPrice what the carrier asked for when it was bought
 * @param assignedTo null for a number of the pool
 * @param restingUntil until when it is left out because its calls went badly; in the past for one
 *     that is back
 * @param reason why it was refused, or what the order or the release waits for
 */
@Schema(name = "TelephoneNumber")
record NumberView(
    String id,
    String number,
    NumberState state,
    NumberType type,
    Carrier carrier,
    String connectionId,
    boolean bought,
    @Schema(nullable = true) List<String> capabilities,
    @Schema(nullable = true) Money monthlyPrice,
    @Schema(nullable = true) String label,
    @Schema(nullable = true) Assignment assignedTo,
    @Schema(nullable = true) String reasonCode,
    @Schema(nullable = true) String reason,
    @Schema(nullable = true) Instant restingUntil,
    @Schema(nullable = true) String restingBecause,
    @Schema(nullable = true) Instant acquiredAt,
    @Schema(nullable = true) Instant releasedAt,
    Instant createdAt,
    Instant updatedAt) {

  static NumberView of(NumberRow row) {
    return new NumberView(
        row.key.id(),
        row.number.value(),
        row.state,
        row.type,
        row.carrier,
        row.connectionId,
        row.bought,
        row.capabilities,
        row.monthlyPrice,
        row.label,
        row.assignedTo,
        row.reasonCode,
        row.reason,
        row.restingUntil,
        row.restingBecause,
        row.acquiredAt,
        row.releasedAt,
        row.createdAt,
        row.updatedAt);
  }
}
