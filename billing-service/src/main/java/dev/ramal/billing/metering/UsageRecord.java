package dev.ramal.billing.metering;

import dev.ramal.billing.ledger.LedgerEntry;
import dev.ramal.billing.metering.LedgerPosting.Posted;
import dev.ramal.billing.rating.Converted;
import dev.ramal.billing.rating.RateUsage;
import dev.ramal.billing.rating.Rating;
import dev.ramal.events.Money;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One usage from the first report on. Pure: no clock, no store. What it comes to depends on the
 * facts, never on the order in which they came.
 *
 * <pre>
 *                         ┌──── a tariff has answered ─────┐
 *               used      │             used               │
 *   Waiting ─────────────▶│  NotCharged ◀──────▶ Rated     │  costed: stays, only the cost moves
 *      │  costed: stays   └──────┬────────────────▲────────┘
 *      │               no tariff │                │ used, costed, rerate
 *      │                         ▼                │
 *      └─────────────────────▶ Unrateable ────────┘
 *         used, no tariff
 * </pre>
 */
public sealed interface UsageRecord {
  /** Nothing is known yet. */
  UsageRecord UNKNOWN = new Waiting(ReportedUsage.NOTHING);

  ReportedUsage reported();

  /** What the ledger holds. */
  BookedBalance balance();

  /**
   * Why the cost in the ledger is not yet the one that is known: no exchange rate. What the
   * organization pays does not wait for it.
   *
   * @return null when nothing is open
   */
  default String openCost() {
    return null;
  }

  /** Whether its cost or price is missing, for want of a tariff or an exchange rate. */
  default boolean isOpen() {
    return this instanceof Unrateable || openCost() != null;
  }

  /** Only a price of the carrier is known, or nothing. */
  record Waiting(ReportedUsage reported) implements UsageRecord {
    @Override
    public BookedBalance balance() {
      return BookedBalance.NOTHING;
    }
  }

  /** Nothing was used, or so little that it is free to us, too. The carrier may yet charge it. */
  record NotCharged(ReportedUsage reported, BookedBalance balance, String openCost)
      implements UsageRecord {}

  /** A tariff made its price. */
  record Rated(ReportedUsage reported, BookedBalance balance, String openCost)
      implements UsageRecord {}

  /** Used, but no tariff covers it. */
  record Unrateable(ReportedUsage reported, BookedBalance balance, String reason)
      implements UsageRecord {}

  /** What a fact led to. */
  sealed interface Transition {}

  /**
   * @param entries to be appended to the ledger, in order; empty when nothing changed there
   * @param becameUnrateable whether somebody must now be told
   */
  record Applied(UsageRecord next, List<LedgerEntry> entries, boolean becameUnrateable)
      implements Transition {}

  /** Nothing is to be done. */
  record Ignored(String reason) implements Transition {}

  /**
   * Applies what was reported. What has been rated is rated again only when something else was used
   * than was reported before, and then by the tariff of what stands as far as that covers it: a
   * note on an old call moves nothing, a price of the carrier moves the cost alone, whatever
   * tariffs and exchange rates have come since.
   */
  default Transition apply(UsageFact fact, RateUsage rates, LedgerPosting posting) {
    if (reported().covers(fact)) {
      return new Ignored("known already, or known better");
    }
    ReportedUsage now = reported().with(fact);
    if (now.usage() == null) {
      return new Applied(new Waiting(now), List.of(), false);
    }
    boolean sameUsage = now.usage().isRatedAs(reported().usage()) && !(this instanceof Unrateable);
    return charge(now, sameUsage ? null : rate(now, rates), rates, posting);
  }

  /**
   * Rates with the tariffs of today what could not be rated before, brings the cost that waits for
   * an exchange rate, and nothing else.
   */
  default Transition rerate(RateUsage rates, LedgerPosting posting) {
    if (this instanceof Unrateable) {
      return charge(reported(), rate(reported(), rates), rates, posting);
    }
    if (openCost() == null) {
      return new Ignored("neither unrateable nor without its cost");
    }
    boolean estimated = reported().carrierPrice() == null;
    return charge(reported(), estimated ? rate(reported(), rates) : null, rates, posting);
  }

  /** It continues so much, since a call before it became known, or another than was known. */
  default Transition continues(long preceding, RateUsage rates, LedgerPosting posting) {
    if (reported().usage() == null || reported().usage().preceding() == preceding) {
      return new Ignored("continues what it did");
    }
    ReportedUsage now = reported().continuing(preceding);
    return charge(now, rate(now, rates), rates, posting);
  }

  /** At another time another tariff may hold: what stood says nothing of it. */
  private Rating rate(ReportedUsage now, RateUsage rates) {
    boolean moves = balance().movesInTimeWith(now.usage());
    return rates.rate(now.usage(), moves ? null : balance().tariff());
  }

  /**
   * @param rating null when the tariffs are not asked: what they made stands
   */
  private Applied charge(ReportedUsage now, Rating rating, RateUsage rates, LedgerPosting posting) {
    Money named = now.carrierPrice();
    boolean stays = keepsCost(now, rating);
    Optional<Converted> price =
        named == null || stays ? Optional.empty() : rates.toBrl(named, now.usage());
    if (rating instanceof Rating.Unrateable unrateable) {
      return unrateable(now, unrateable.reason(), posting);
    }
    Posted posted = posting.post(balance(), now, rating, price.orElse(null));
    boolean rated = rating == null ? this instanceof Rated : rating instanceof Rating.Rated;
    String open = price.isPresent() || stays ? null : open(named, rating);
    return new Applied(
        rated
            ? new Rated(now, posted.balance(), open)
            : new NotCharged(now, posted.balance(), open),
        posted.entries(),
        false);
  }

  /**
   * Whether the ledger holds the carrier's price as it was converted once: a rate that is corrected
   * converts what comes after it. What moves to another class is taken back there and converted
   * anew.
   */
  private boolean keepsCost(ReportedUsage now, Rating rating) {
    boolean moves =
        balance().movesInTimeWith(now.usage())
            || rating instanceof Rating.Rated && balance().movesWith(now.usage());
    return balance().costIsReal()
        && openCost() == null
        && Objects.equals(now.carrierPrice(), reported().carrierPrice())
        && !moves;
  }

  private String open(Money named, Rating rating) {
    if (named != null) {
      return noRate(named);
    }
    if (rating instanceof Rating.Rated rated) {
      return rated.cost() == null ? noRate(rated.costInItsCurrency()) : null;
    }
    return rating == null ? openCost() : null;
  }

  private static String noRate(Money amount) {
    return "no exchange rate of " + amount.currency() + " on that day";
  }

  private Applied unrateable(ReportedUsage now, String reason, LedgerPosting posting) {
    boolean told = this instanceof Unrateable known && known.reason().equals(reason);
    Posted posted = posting.post(balance(), now, new Rating.Unrateable(reason), null);
    return new Applied(new Unrateable(now, posted.balance(), reason), posted.entries(), !told);
  }
}
