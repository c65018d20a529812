package dev.ramal.billing.metering;

import dev.ramal.billing.ledger.EntryOrigin;
import dev.ramal.billing.ledger.LedgerEntry;
import dev.ramal.billing.metering.UsageRecord.Applied;
import dev.ramal.billing.metering.UsageRecord.Transition;
import dev.ramal.billing.rating.RateUsage;
import dev.ramal.billing.rating.Samples;
import java.util.ArrayList;
import java.util.List;

/** Posts facts about one usage as the consumers do and keeps what would be written. */
final class PostedUsage {
  private final List<LedgerEntry> entries = new ArrayList<>();
  private UsageRecord record = UsageRecord.UNKNOWN;
  private int told;

  static PostedUsage of(UsageFact... facts) {
    return of(List.of(facts));
  }

  static PostedUsage of(List<? extends UsageFact> facts) {
    return by(Samples.seededRates(), facts);
  }

  static PostedUsage by(RateUsage rates, List<? extends UsageFact> facts) {
    PostedUsage posted = new PostedUsage();
    facts.forEach(fact -> posted.keep(posted.record.apply(fact, rates, posting("event-1"))));
    return posted;
  }

  /** What applying one more fact, with these tariffs, would lead to. */
  Transition then(UsageFact fact, RateUsage rates) {
    return record.apply(fact, rates, posting("event-2"));
  }

  Transition rerated(RateUsage rates) {
    return record.rerate(rates, posting("event-2"));
  }

  List<LedgerEntry> entries() {
    return entries;
  }

  UsageRecord record() {
    return record;
  }

  BookedBalance balance() {
    return record.balance();
  }

  int told() {
    return told;
  }

  private void keep(Transition transition) {
    if (transition instanceof Applied applied) {
      record = applied.next();
      entries.addAll(applied.entries());
      told += applied.becameUnrateable() ? 1 : 0;
    }
  }

  private static LedgerPosting posting(String causation) {
    return new LedgerPosting(Facts.KEY, EntryOrigin.of(causation), Samples.NOVEMBER);
  }
}
