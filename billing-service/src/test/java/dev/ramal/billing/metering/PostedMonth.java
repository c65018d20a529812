package dev.ramal.billing.metering;

import dev.ramal.billing.ledger.Attribution;
import dev.ramal.billing.ledger.LedgerEntry;
import dev.ramal.billing.ledger.MonthEntry;
import dev.ramal.billing.ledger.RatedEntry;
import dev.ramal.billing.ledger.UsageKey;
import dev.ramal.billing.metering.UnchargedUsesRepository.Uncharged;
import dev.ramal.billing.metering.UsageFact.Costed;
import dev.ramal.billing.metering.UsageFact.Used;
import dev.ramal.billing.rating.RateUsage;
import dev.ramal.billing.rating.Samples;
import dev.ramal.billing.rating.Usage;
import dev.ramal.events.Money;
import dev.ramal.events.TenantId;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A month as it is posted from facts, the way consumers do it, without a database. */
public final class PostedMonth {
  private static final TenantId TENANT = TenantId.of("aurora");

  private final UsageSet usages;

  public PostedMonth(RateUsage rates) {
    usages = new UsageSet(Map.of(), Map.of(TENANT, rates), Samples.NOVEMBER);
  }

  /** It was used so. */
  public void used(String id, int revision, Usage usage) {
    usages.apply(
        List.of(new Used(key(id, usage), revision, usage, Attribution.UNKNOWN)), "event-" + id);
  }

  /** The carrier named its price. */
  public void costed(String id, Usage usage, Money cost) {
    usages.apply(List.of(new Costed(key(id, usage), cost, Instant.EPOCH)), "costed-" + id);
  }

  /** Its entries in the order in which a month is read. */
  public List<RatedEntry> entries() {
    Map<UsageKey, UsageRecord> records = new LinkedHashMap<>(usages.changed());
    return usages.entries().stream()
        .sorted(
            Comparator.<LedgerEntry, Instant>comparing(entry -> entry.usage().occurredAt())
                .thenComparing(entry -> entry.usageId().toString())
                .thenComparing(LedgerEntry::number))
        .map(entry -> rated(entry, records.get(entry.key())))
        .toList();
  }

  /** What is not charged, in order. */
  public List<Uncharged> uncharged() {
    return usages.changed().entrySet().stream()
        .filter(each -> !(each.getValue() instanceof UsageRecord.Rated))
        .filter(each -> each.getValue().reported().usage().quantity() > 0)
        .map(
            each ->
                new Uncharged(
                    each.getKey().usageId(),
                    each.getKey().leg(),
                    each.getValue().reported().usage(),
                    each.getValue() instanceof UsageRecord.Unrateable,
                    each.getValue().balance().costIsReal(),
                    each.getValue().reported().carrierPrice()))
        .sorted(Comparator.comparing(use -> use.usage().occurredAt()))
        .toList();
  }

  private static RatedEntry rated(LedgerEntry entry, UsageRecord record) {
    Usage usage = entry.usage();
    return new RatedEntry(
        new MonthEntry(
            entry.usageId(),
            entry.number(),
            entry.kind(),
            entry.key().subject(),
            entry.key().subjectId(),
            entry.key().leg(),
            usage.meter(),
            usage.destinationClass(),
            usage.carrier(),
            usage.direction(),
            usage.party(),
            entry.by(),
            usage.occurredAt(),
            entry.quantity(),
            entry.billedQuantity(),
            entry.tariffVersion(),
            entry.ruleId(),
            entry.carrierPrice(),
            entry.cost(),
            entry.price()),
        usage.quantity(),
        usage.preceding(),
        entry.tariffId(),
        record.reported().usage().until());
  }

  private static UsageKey key(String id, Usage usage) {
    return new UsageKey(TENANT, UsageKey.CALL, id, usage.leg(), usage.meter());
  }
}
