package dev.ramal.billing.ledger;

import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.rating.ExchangeRate;
import dev.ramal.billing.rating.Meter;
import dev.ramal.events.Carrier;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.Direction;
import dev.ramal.events.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A usage as the API shows it: what stands after all corrections.
 *
 * @param price before the plan's allowance: the month's summary applies that
 * @param cost null for those who may not see costs
 * @param costIsReal whether the cost is the last that the carrier has named; false as long as it is
 *     estimated, or the carrier's price waits for an exchange rate; null with the cost
 * @param margin price less cost, both BRL, before allowances and discounts; null with the cost
 * @param explanation null with the cost, because it shows it
 * @param amendments how many entries corrected the first
 * @param lines every entry; only where one usage is asked for
 */
@Schema(name = "Usage")
public record UsageView(
    UUID id,
    BillingMonth month,
    @Schema(enumeration = {"call", "recording", "message", "number", "storage", "infrastructure"})
        String subject,
    String subjectId,
    @Schema(nullable = true) String leg,
    Meter meter,
    @Schema(nullable = true) DestinationClass destinationClass,
    @Schema(nullable = true) Carrier carrier,
    @Schema(nullable = true) Direction direction,
    @Schema(nullable = true) String party,
    @Schema(nullable = true) String agentId,
    @Schema(nullable = true) String agentName,
    @Schema(nullable = true) String contactId,
    @Schema(
            nullable = true,
            description =
                "As the newest entry says: what is set on a call after its end writes no entry")
        String campaignId,
    long quantity,
    long billedQuantity,
    String unit,
    @Schema(nullable = true) String tariffVersion,
    @Schema(nullable = true) String rule,
    @Schema(nullable = true) Money cost,
    @Schema(nullable = true) Boolean costIsReal,
    Money price,
    @Schema(nullable = true) Money margin,
    @Schema(nullable = true) List<String> explanation,
    int amendments,
    @Schema(nullable = true) String causation,
    Instant occurredAt,
    @Schema(nullable = true) List<EntryView> lines) {

  /**
   * @param costIsReal null for those who may not see costs
   */
  static UsageView of(UsageEntries usage, Boolean costIsReal, boolean withEntries) {
    boolean withCost = costIsReal != null;
    LedgerEntry last = usage.last();
    LedgerEntry rated = usage.lastRated();
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
        last.by().agentId(),
        last.by().agentName(),
        last.by().contactId(),
        last.by().campaignId(),
        usage.quantity(),
        usage.billedQuantity(),
        last.key().meter().unit(),
        rated == null ? null : rated.tariffVersion(),
        rated == null ? null : rated.ruleId(),
        withCost ? usage.cost() : null,
        costIsReal,
        usage.price(),
        withCost ? usage.margin() : null,
        withCost ? usage.explanation() : null,
        usage.entries().size() - 1,
        usage.first().causation(),
        last.usage().occurredAt(),
        withEntries
            ? usage.entries().stream().map(entry -> EntryView.of(entry, withCost)).toList()
            : null);
  }

  /**
   * One entry of the ledger.
   *
   * @param margin price less cost, both BRL; null with the cost
   * @param exchangeRate by which the carrier's price was converted, with its first day and where it
   *     was read
   * @param callback what led to the event of {@code causation}: nearly always the carrier's
   *     callback, as the gateway published it
   */
  @Schema(name = "LedgerEntry")
  public record EntryView(
      UUID id,
      int number,
      EntryKind kind,
      int revision,
      long quantity,
      long billedQuantity,
      @Schema(nullable = true) Money cost,
      Money price,
      @Schema(nullable = true) Money margin,
      @Schema(nullable = true) Money carrierPrice,
      @Schema(nullable = true) String exchangeRate,
      @Schema(nullable = true) LocalDate exchangeFrom,
      @Schema(nullable = true) String exchangeSource,
      @Schema(nullable = true) String causation,
      @Schema(nullable = true) String callback,
      @Schema(nullable = true) String carrierReference,
      Instant recordedAt) {
    static EntryView of(LedgerEntry entry, boolean withCost) {
      boolean foreign = withCost && entry.carrierPrice() != null;
      ExchangeRate rate = foreign ? entry.carrierPrice().rate() : null;
      return new EntryView(
          entry.id(),
          entry.number(),
          entry.kind(),
          entry.revision(),
          entry.quantity(),
          entry.billedQuantity(),
          withCost ? entry.cost() : null,
          entry.price(),
          withCost ? entry.margin() : null,
          foreign ? entry.carrierPrice().original() : null,
          rate == null ? null : rate.brl().toPlainString(),
          rate == null ? null : rate.from(),
          rate == null ? null : rate.source(),
          entry.causation(),
          entry.origin().callback(),
          entry.origin().carrierReference(),
          entry.recordedAt());
    }
  }
}
