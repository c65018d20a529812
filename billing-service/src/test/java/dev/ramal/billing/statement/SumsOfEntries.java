package dev.ramal.billing.statement;

import dev.ramal.billing.ledger.EntryKind;
import dev.ramal.billing.ledger.HourSums;
import dev.ramal.billing.ledger.MonthEntry;
import dev.ramal.events.Money;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** What the trigger of the ledger keeps, word by word. */
final class SumsOfEntries {
  private SumsOfEntries() {}

  /**
   * @param entries of one hour
   */
  static List<HourSums> of(List<MonthEntry> entries) {
    Set<UUID> real = new HashSet<>();
    for (MonthEntry entry : entries) {
      if (entry.kind() == EntryKind.REAL_COST) {
        real.add(entry.usageId());
      }
    }
    Map<LineKey, HourSums> sums = new TreeMap<>();
    for (MonthEntry entry : entries) {
      HourSums one = one(entry, real.contains(entry.usageId()));
      sums.merge(LineKey.of(entry), one, SumsOfEntries::plus);
    }
    return List.copyOf(sums.values());
  }

  private static HourSums one(MonthEntry entry, boolean costIsReal) {
    LineKey key = LineKey.of(entry);
    Instant hour = entry.occurredAt().truncatedTo(ChronoUnit.HOURS);
    return new HourSums(
        hour,
        key.meter(),
        key.destinationClass(),
        key.leg(),
        entry.number() == 1 ? 1 : 0,
        entry.quantity(),
        entry.billedQuantity(),
        Math.max(0, -entry.billedQuantity()),
        entry.cost(),
        costIsReal ? Money.zero("BRL") : entry.cost(),
        entry.price());
  }

  private static HourSums plus(HourSums one, HourSums other) {
    return new HourSums(
        one.hour(),
        one.meter(),
        one.destinationClass(),
        one.leg(),
        one.uses() + other.uses(),
        one.quantity() + other.quantity(),
        one.billedQuantity() + other.billedQuantity(),
        one.takenBack() + other.takenBack(),
        one.cost().plus(other.cost()),
        one.estimatedCost().plus(other.estimatedCost()),
        one.price().plus(other.price()));
  }
}
