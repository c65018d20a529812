package dev.ramal.billing.ledger;

import dev.ramal.events.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** All lines of one use, in order: what stands is their sum. */
record UsageStory(List<LedgerEntry> lines) {
  UsageStory {
    lines = List.copyOf(lines);
  }

  /** Splits lines that lie use by use. */
  static List<UsageStory> split(List<LedgerEntry> lines) {
    List<UsageStory> stories = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= lines.size(); i++) {
      if (i == lines.size() || !lines.get(i).usageId().equals(lines.get(from).usageId())) {
        stories.add(new UsageStory(lines.subList(from, i)));
        from = i;
      }
    }
    return stories;
  }

  LedgerEntry first() {
    return lines.get(0);
  }

  LedgerEntry last() {
    return lines.get(lines.size() - 1);
  }

  /** The last line that a tariff made; null when none did. */
  LedgerEntry lastRated() {
    return lines.stream().filter(line -> line.tariffId() != null).reduce((a, b) -> b).orElse(null);
  }

  long quantity() {
    return lines.stream().mapToLong(LedgerEntry::quantity).sum();
  }

  long billedQuantity() {
    return lines.stream().mapToLong(LedgerEntry::billedQuantity).sum();
  }

  Money cost() {
    return sum(LedgerEntry::cost);
  }

  Money price() {
    return sum(LedgerEntry::price);
  }

  boolean costIsReal() {
    return lines.stream().anyMatch(line -> line.kind() == EntryKind.REAL_COST);
  }

  List<String> explanation() {
    return lines.stream().flatMap(line -> line.explanation().stream()).toList();
  }

  private Money sum(Function<LedgerEntry, Money> amount) {
    return lines.stream().map(amount).reduce(Money.zero("BRL"), Money::plus);
  }
}
