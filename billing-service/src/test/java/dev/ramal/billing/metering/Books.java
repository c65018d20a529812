package dev.ramal.billing.metering;

import dev.ramal.billing.ledger.LedgerEntry;
import dev.ramal.billing.rating.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Feeds facts to one use as the consumer does and keeps what would be written. */
final class Books {
  private final List<LedgerEntry> entries = new ArrayList<>();
  private MeteredUse use = MeteredUse.UNKNOWN;
  private int told;

  static Books hearing(UseFact... facts) {
    return hearing(List.of(facts));
  }

  static Books hearing(List<? extends UseFact> facts) {
    Books books = new Books();
    SettleUse settle = Facts.settling();
    for (UseFact fact : facts) {
      Optional<Settlement> settlement = settle.hear(books.use, fact, "event-1", Samples.NOVEMBER);
      settlement.ifPresent(books::take);
    }
    return books;
  }

  Settlement settleAgain(SettleUse settle) {
    return settle.settle(Facts.KEY, use, "event-2", Samples.NOVEMBER);
  }

  List<LedgerEntry> entries() {
    return entries;
  }

  MeteredUse use() {
    return use;
  }

  int told() {
    return told;
  }

  private void take(Settlement settlement) {
    use = settlement.use();
    entries.addAll(settlement.entries());
    told += settlement.becameUnrateable() ? 1 : 0;
  }
}
