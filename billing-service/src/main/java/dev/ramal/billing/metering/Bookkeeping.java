package dev.ramal.billing.metering;

import dev.ramal.billing.ledger.EntryKind;
import dev.ramal.billing.ledger.LedgerEntry;
import dev.ramal.billing.ledger.UsageKey;
import dev.ramal.billing.rating.Converted;
import dev.ramal.billing.rating.Rating;
import dev.ramal.billing.rating.Usage;
import dev.ramal.events.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Collects the lines of one settlement and keeps count of what stands after each of them. */
final class Bookkeeping {
  private final UsageKey key;
  private final MeteredUse use;
  private final String causation;
  private final Instant recordedAt;
  private final List<LedgerEntry> entries = new ArrayList<>();
  private Standing standing;

  private Bookkeeping(UsageKey key, MeteredUse use, String causation, Instant recordedAt) {
    this.key = key;
    this.use = use;
    this.causation = causation;
    this.recordedAt = recordedAt;
    this.standing = use.standing();
  }

  static Bookkeeping begin(UsageKey key, MeteredUse use, String causation, Instant recordedAt) {
    return new Bookkeeping(key, use, causation, recordedAt);
  }

  List<LedgerEntry> entries() {
    return List.copyOf(entries);
  }

  Standing standing() {
    return standing;
  }

  /** Brings the use to what the tariff makes of it. The cost stays when it is real already. */
  void bring(Rating.Rated rated) {
    if (standing.movesWith(use.usage())) {
      takeBack();
    }
    long quantity = use.usage().quantity() - standing.quantity();
    long billed = rated.billedQuantity() - standing.billedQuantity();
    Money cost =
        standing.costIsReal() ? Money.zero("BRL") : rated.cost().brl().minus(standing.cost());
    Money price = rated.price().minus(standing.price());
    boolean changes = quantity != 0 || billed != 0 || !isZero(cost) || !isZero(price);
    if (standing.isEmpty() || changes) {
      boolean whole = standing.isEmpty() || standing.holdsOnlyRealCost();
      EntryKind kind = whole ? EntryKind.USAGE : EntryKind.CORRECTION;
      List<String> explanation =
          whole ? rated.explanation() : Corrections.explain(use, standing, rated);
      append(
          new Difference(kind, use.usage(), quantity, billed, cost, price).by(rated),
          explanation,
          standing.costIsReal());
    }
  }

  /** Nothing was used after all; the cost stays when the carrier charges it nevertheless. */
  void bringToNothing() {
    if (!standing.isEmpty() && (standing.billedQuantity() != 0 || !isZero(standing.price()))) {
      append(
          new Difference(
              EntryKind.CORRECTION,
              use.usage(),
              -standing.quantity(),
              -standing.billedQuantity(),
              standing.costIsReal() ? Money.zero("BRL") : standing.cost().negated(),
              standing.price().negated()),
          List.of(Corrections.nothingUsed(use)),
          standing.costIsReal());
    }
  }

  /** Brings the cost to the carrier's own word. */
  void bringCostTo(Converted real) {
    Money difference = real.brl().minus(standing.cost());
    boolean worthALine = !standing.isEmpty() || !isZero(real.brl());
    if (worthALine && !(standing.costIsReal() && isZero(difference))) {
      append(
          new Difference(EntryKind.REAL_COST, use.usage(), 0, 0, difference, Money.zero("BRL"))
              .priced(real),
          Corrections.explain(real, standing.cost(), difference),
          true);
    }
  }

  /** Takes back everything that stands. */
  void takeBack() {
    if (standing.comesToNothing()) {
      return;
    }
    append(
        new Difference(
            EntryKind.CORRECTION,
            standing.booked(),
            -standing.quantity(),
            -standing.billedQuantity(),
            standing.cost().negated(),
            standing.price().negated()),
        List.of(Corrections.moved(use, standing)),
        false);
  }

  private void append(Difference difference, List<String> explanation, boolean real) {
    LedgerEntry entry =
        difference.entry(
            key, standing.entries() + 1, use.revision(), explanation, causation, recordedAt);
    entries.add(entry);
    standing = standing.plus(entry, real);
  }

  private static boolean isZero(Money money) {
    return money.amount().signum() == 0;
  }

  /** What one line adds. */
  private record Difference(
      EntryKind kind,
      Usage usage,
      long quantity,
      long billed,
      Money cost,
      Money price,
      Rating.Rated rated,
      Converted carrierPrice) {
    Difference(EntryKind kind, Usage usage, long quantity, long billed, Money cost, Money price) {
      this(kind, usage, quantity, billed, cost, price, null, null);
    }

    Difference by(Rating.Rated by) {
      Converted foreign = by.cost().rate() == null ? null : by.cost();
      return new Difference(kind, usage, quantity, billed, cost, price, by, foreign);
    }

    Difference priced(Converted real) {
      return new Difference(kind, usage, quantity, billed, cost, price, null, real);
    }

    LedgerEntry entry(
        UsageKey key,
        int number,
        int revision,
        List<String> explanation,
        String causation,
        Instant recordedAt) {
      return new LedgerEntry(
          key,
          number,
          kind,
          revision,
          usage,
          quantity,
          billed,
          rated == null ? null : rated.tariffId(),
          rated == null ? null : rated.tariffVersion(),
          rated == null ? null : rated.ruleId(),
          cost,
          price,
          carrierPrice,
          explanation,
          causation,
          recordedAt);
    }
  }
}
