package dev.ramal.billing.ledger;

import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.rating.Converted;
import dev.ramal.billing.rating.Usage;
import dev.ramal.events.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An entry of the append-only ledger. A {@code usage} entry holds the usage whole; every other one
 * holds only the difference, so that the sum of the entries is always what stands.
 *
 * @param number position among the entries of the usage, from 1
 * @param revision of the call that led here
 * @param usage the usage as it was known, with its whole quantity
 * @param by who used it; never null
 * @param quantity difference in counted units
 * @param billedQuantity difference in billed units
 * @param tariffId null on an entry no tariff made
 * @param cost difference in BRL
 * @param price difference in BRL, before any plan's allowance
 * @param carrierPrice what the carrier named and how it was converted; null when nothing foreign
 * @param explanation the steps, pt-BR
 * @param origin what led here
 * @param recordedAt when it was written
 */
public record LedgerEntry(
    UsageKey key,
    int number,
    EntryKind kind,
    int revision,
    Usage usage,
    Attribution by,
    long quantity,
    long billedQuantity,
    UUID tariffId,
    String tariffVersion,
    String ruleId,
    Money cost,
    Money price,
    Converted carrierPrice,
    List<String> explanation,
    EntryOrigin origin,
    Instant recordedAt) {
  public LedgerEntry {
    explanation = List.copyOf(explanation);
  }

  /** Id of the event that led here, or the name of what this service did. */
  public String causation() {
    return origin.event();
  }

  /** What it brings more than it costs, before allowances and discounts; BRL. */
  public Money margin() {
    return price.minus(cost);
  }

  public UUID id() {
    return key.entryId(number);
  }

  public UUID usageId() {
    return key.usageId();
  }

  /** Every entry of a usage lies in the month in which it happened, corrections included. */
  public BillingMonth month() {
    return BillingMonth.at(usage.occurredAt());
  }
}
