package dev.ramal.billing.metering;

import dev.ramal.billing.ledger.EntryKind;
import dev.ramal.billing.ledger.EntryOrigin;
import dev.ramal.billing.ledger.LedgerEntry;
import dev.ramal.billing.ledger.UsageKey;
import dev.ramal.billing.rating.Converted;
import dev.ramal.billing.rating.Rating;
import dev.ramal.billing.rating.Usage;
import dev.ramal.events.Money;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Computes the entries that bring the ledger from what stands to what a usage comes to now. It
 * posts differences, so posting a second time with nothing new makes no entry.
 *
 * @param origin what led here
 */
public record LedgerPosting(UsageKey key, EntryOrigin origin, Instant recordedAt) {
  private static final Money ZERO = Money.zero("BRL");

  /**
   * The entries and what stands after them.
   *
   * @param before what stands
   * @param rating what the tariffs say; null when they were not asked, so that what they made
   *     stands. What is unrateable is taken back: the latest report says that what was posted is
   *     wrong, and the ledger must not depend on whether an earlier one was seen
   * @param carrierPrice what the carrier named; null when it did not
   */
  Posted post(BookedBalance before, ReportedUsage now, Rating rating, Converted carrierPrice) {
    Posted posted = new Posted(before, List.of());
    if (rating instanceof Rating.Unrateable) {
      return takenBack(posted, now);
    }
    if (rating instanceof Rating.Rated rated) {
      posted = rated(posted, now, rated);
    }
    if (rating instanceof Rating.NotCharged) {
      posted = notCharged(posted, now);
    }
    return carrierPrice == null ? posted : costed(posted, now, carrierPrice);
  }

  /** What stands, and the entries that led to it. */
  record Posted(BookedBalance balance, List<LedgerEntry> entries) {}

  /** To what the tariff makes of it. The cost stays when it is real already. */
  private Posted rated(Posted posted, ReportedUsage now, Rating.Rated rated) {
    Posted so = posted.balance().movesWith(now.usage()) ? takenBack(posted, now) : posted;
    BookedBalance balance = so.balance();
    boolean keepsCost = balance.costIsReal() || rated.cost() == null;
    Money cost = keepsCost ? ZERO : rated.cost().brl().minus(balance.cost());
    Money price = rated.price().minus(balance.price());
    long quantity = now.usage().quantity() - balance.quantity();
    long billed = rated.billedQuantity() - balance.billedQuantity();
    if (!balance.isEmpty() && quantity == 0 && billed == 0 && isZero(cost) && isZero(price)) {
      return so;
    }
    boolean whole = balance.isEmpty() || balance.holdsOnlyRealCost();
    Difference difference =
        new Difference(
            whole ? EntryKind.USAGE : EntryKind.CORRECTION,
            now.usage(),
            quantity,
            billed,
            cost,
            price,
            rated,
            rated.cost() == null || rated.cost().rate() == null ? null : rated.cost());
    return append(
        so,
        now,
        difference,
        whole ? rated.explanation() : CorrectionText.corrected(now, balance, rated),
        balance.costIsReal());
  }

  /**
   * To nothing used after all, on the line on which it is booked; the cost stays when the carrier
   * charges it nevertheless, unless it was at another time.
   */
  private Posted notCharged(Posted posted, ReportedUsage now) {
    BookedBalance balance = posted.balance();
    if (balance.movesInTimeWith(now.usage())) {
      return takenBack(posted, now);
    }
    if (balance.comesToNothing() || balance.holdsOnlyRealCost()) {
      return posted;
    }
    Money cost = balance.costIsReal() ? ZERO : balance.cost().negated();
    return append(
        posted,
        now,
        Difference.takingBack(
            balance, balance.movesWith(now.usage()) ? balance.booked() : now.usage(), cost),
        List.of(CorrectionText.nothingUsed(now)),
        balance.costIsReal());
  }

  /** To the carrier's own word on the cost. */
  private Posted costed(Posted posted, ReportedUsage now, Converted real) {
    BookedBalance balance = posted.balance();
    Money cost = real.brl().minus(balance.cost());
    boolean nothingNew =
        balance.isEmpty() ? isZero(real.brl()) : balance.costIsReal() && isZero(cost);
    if (nothingNew) {
      return posted;
    }
    return append(
        posted,
        now,
        new Difference(EntryKind.REAL_COST, now.usage(), 0, 0, cost, ZERO, null, real),
        CorrectionText.realPrice(real, balance.cost(), cost),
        true);
  }

  /** To nothing at all. */
  private Posted takenBack(Posted posted, ReportedUsage now) {
    BookedBalance balance = posted.balance();
    if (balance.comesToNothing()) {
      return posted;
    }
    return append(
        posted,
        now,
        Difference.takingBack(balance, balance.booked(), balance.cost().negated()),
        List.of(CorrectionText.moved(now, balance)),
        false);
  }

  private Posted append(
      Posted posted,
      ReportedUsage now,
      Difference difference,
      List<String> explanation,
      boolean costIsReal) {
    Rating.Rated by = difference.rated();
    LedgerEntry entry =
        new LedgerEntry(
            key,
            posted.balance().entries() + 1,
            difference.kind(),
            now.revision(),
            difference.usage(),
            now.by(),
            difference.quantity(),
            difference.billed(),
            by == null ? null : by.tariffId(),
            by == null ? null : by.tariffVersion(),
            by == null ? null : by.ruleId(),
            difference.cost(),
            difference.price(),
            difference.carrierPrice(),
            explanation,
            origin.knownAs(now.reference().id()),
            recordedAt);
    return new Posted(
        posted.balance().plus(entry, costIsReal),
        Stream.concat(posted.entries().stream(), Stream.of(entry)).toList());
  }

  private static boolean isZero(Money money) {
    return money.amount().signum() == 0;
  }

  /**
   * What one entry adds.
   *
   * @param rated null when no tariff made it
   * @param carrierPrice null when nothing was converted
   */
  private record Difference(
      EntryKind kind,
      Usage usage,
      long quantity,
      long billed,
      Money cost,
      Money price,
      Rating.Rated rated,
      Converted carrierPrice) {
    static Difference takingBack(BookedBalance balance, Usage usage, Money cost) {
      return new Difference(
          EntryKind.CORRECTION,
          usage,
          -balance.quantity(),
          -balance.billedQuantity(),
          cost,
          balance.price().negated(),
          null,
          null);
    }
  }
}
