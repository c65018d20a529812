package dev.ramal.billing.statement;

import dev.ramal.billing.ledger.Attribution;
import dev.ramal.billing.ledger.EntryKind;
import dev.ramal.billing.ledger.MonthEntry;
import dev.ramal.billing.ledger.UsageKey;
import dev.ramal.billing.rating.RateUsage;
import dev.ramal.billing.rating.Rating;
import dev.ramal.billing.rating.Usage;
import dev.ramal.events.Money;
import dev.ramal.events.TenantId;

/** Entries of a month made by the real rating. */
final class RatedEntries {
  private RatedEntries() {}

  static MonthEntry rated(String id, Usage usage, RateUsage rates) {
    Rating.Rated rated = (Rating.Rated) rates.rate(usage);
    return new MonthEntry(
        new UsageKey(TenantId.of("aurora"), "call", id, usage.leg(), usage.meter()).usageId(),
        1,
        EntryKind.USAGE,
        "call",
        id,
        usage.leg(),
        usage.meter(),
        usage.destinationClass(),
        usage.carrier(),
        usage.direction(),
        usage.party(),
        new Attribution("agent-1", "Ana", "contact-7", null),
        usage.occurredAt(),
        usage.quantity(),
        rated.billedQuantity(),
        rated.tariffVersion(),
        rated.ruleId(),
        rated.cost().rate() == null ? null : rated.cost(),
        rated.cost().brl(),
        rated.price());
  }

  static MonthEntry difference(
      MonthEntry of, EntryKind kind, int number, long billed, String cost, String price) {
    return new MonthEntry(
        of.usageId(),
        number,
        kind,
        of.subject(),
        of.subjectId(),
        of.leg(),
        of.meter(),
        of.destinationClass(),
        of.carrier(),
        of.direction(),
        of.party(),
        of.by(),
        of.occurredAt(),
        billed,
        billed,
        null,
        null,
        null,
        Money.brl(cost),
        Money.brl(price));
  }
}
