package dev.ramal.billing.statement;

import dev.ramal.billing.ledger.EntryKind;
import dev.ramal.billing.ledger.LedgerEntry;
import dev.ramal.billing.ledger.UsageKey;
import dev.ramal.billing.rating.RateUsage;
import dev.ramal.billing.rating.Rating;
import dev.ramal.billing.rating.Usage;
import dev.ramal.events.Money;
import dev.ramal.events.TenantId;

/** Ledger entries made by the real rating. */
final class RatedEntries {
  private RatedEntries() {}

  static LedgerEntry rated(String id, Usage usage, RateUsage rates) {
    Rating.Rated rated = (Rating.Rated) rates.rate(usage);
    return new LedgerEntry(
        new UsageKey(TenantId.of("aurora"), "call", id, usage.leg(), usage.meter()),
        1,
        EntryKind.USAGE,
        0,
        usage,
        usage.quantity(),
        rated.billedQuantity(),
        rated.tariffId(),
        rated.tariffVersion(),
        rated.ruleId(),
        rated.cost().brl(),
        rated.price(),
        rated.cost().rate() == null ? null : rated.cost(),
        rated.explanation(),
        "event",
        usage.occurredAt());
  }

  static LedgerEntry difference(
      LedgerEntry of, EntryKind kind, int number, long billed, String cost, String price) {
    return new LedgerEntry(
        of.key(),
        number,
        kind,
        1,
        of.usage(),
        billed,
        billed,
        null,
        null,
        null,
        Money.brl(cost),
        Money.brl(price),
        null,
        of.explanation(),
        "event",
        of.recordedAt());
  }
}
