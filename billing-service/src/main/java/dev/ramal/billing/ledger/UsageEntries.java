package dev.ramal.billing.ledger;

import dev.ramal.events.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** All entries of one usage, in order: what stands is their sum. */
record UsageEntries(List<LedgerEntry> entries) {
  UsageEntries {
    entries = List.copyOf(entries);
  }

  /** Splits entries that lie usage by usage. */
  static List<UsageEntries> split(List<LedgerEntry> entries) {
    List<UsageEntries> split = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= entries.size(); i++) {
      if (i == entries.size() || !entries.get(i).usageId().equals(entries.get(from).usageId())) {
        split.add(new UsageEntries(entries.subList(from, i)));
        from = i;
      }
    }
    return split;
  }

  LedgerEntry first() {
    return entries.get(0);
  }

  LedgerEntry last() {
    return entries.get(entries.size() - 1);
  }

  /** The last entry that a tariff made; null when none did. */
  LedgerEntry lastRated() {
    return entries.stream()
        .filter(entry -> entry.tariffId() != null)
        .reduce((a, b) -> b)
        .orElse(null);
  }

  long quantity() {
    return entries.stream().mapToLong(LedgerEntry::quantity).sum();
  }

  long billedQuantity() {
    return entries.stream().mapToLong(LedgerEntry::billedQuantity).sum();
  }

  Money cost() {
    return sum(LedgerEntry::cost);
  }

  Money price() {
    return sum(LedgerEntry::price);
  }

  Money margin() {
    return price().minus(cost());
  }

  List<String> explanation() {
    return entries.stream().flatMap(entry -> entry.explanation().stream()).toList();
  }

  private Money sum(Function<LedgerEntry, Money> amount) {
    return entries.stream().map(amount).reduce(Money.zero("BRL"), Money::plus);
  }
}
