package dev.ramal.billing.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.rating.Meter;
import dev.ramal.events.Carrier;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.Direction;
import dev.ramal.events.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A use as the API shows it: what stands after all corrections.
 *
 * @param price before the plan's allowance: the month's summary applies that
 * @param cost absent for those who may not see costs
 * @param costIsReal whether the carrier has named its price; absent with the cost
 * @param explanation absent with the cost, because it shows it
 * @param amendments how many lines corrected the first
 * @param lines every line; only where one use is asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UsageView(
    UUID id,
    BillingMonth month,
    String subject,
    String subjectId,
    String leg,
    Meter meter,
    DestinationClass destinationClass,
    Carrier carrier,
    Direction direction,
    String party,
    long quantity,
    long billedQuantity,
    String unit,
    String tariffVersion,
    String rule,
    Money cost,
    Boolean costIsReal,
    Money price,
    List<String> explanation,
    int amendments,
    String causation,
    Instant occurredAt,
    List<LineView> lines) {

  static UsageView of(UsageStory story, boolean withCost, boolean withLines) {
    LedgerEntry last = story.last();
    LedgerEntry rated = story.lastRated();
    return new UsageView(
        last.usageId(),
        last.month(),
        last.key().subject(),
        last.key().subjectId(),
        last.key().leg(),
        last.key().meter(),
        last.usage().destinationClass(),
        last.usage().carrier(),
        last.usage().direction(),
        last.usage().party(),
        story.quantity(),
        story.billedQuantity(),
        last.key().meter().unit(),
        rated == null ? null : rated.tariffVersion(),
        rated == null ? null : rated.ruleId(),
        withCost ? story.cost() : null,
        withCost ? story.costIsReal() : null,
        story.price(),
        withCost ? story.explanation() : null,
        story.lines().size() - 1,
        story.first().causation(),
        last.usage().occurredAt(),
        withLines
            ? story.lines().stream().map(line -> LineView.of(line, withCost)).toList()
            : null);
  }

  /** One line of the ledger. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record LineView(
      UUID id,
      int number,
      EntryKind kind,
      int revision,
      long quantity,
      long billedQuantity,
      Money cost,
      Money price,
      Money carrierPrice,
      String exchangeRate,
      String causation,
      Instant recordedAt) {
    static LineView of(LedgerEntry line, boolean withCost) {
      boolean foreign = withCost && line.carrierPrice() != null;
      return new LineView(
          line.id(),
          line.number(),
          line.kind(),
          line.revision(),
          line.quantity(),
          line.billedQuantity(),
          withCost ? line.cost() : null,
          line.price(),
          foreign ? line.carrierPrice().original() : null,
          foreign && line.carrierPrice().rate() != null
              ? line.carrierPrice().rate().brl().toPlainString()
              : null,
          line.causation(),
          line.recordedAt());
    }
  }
}
