package dev.ramal.billing.metering;

import dev.ramal.billing.ledger.LedgerEntry;
import dev.ramal.billing.metering.LedgerPosting.Posted;
import dev.ramal.billing.metering.UsageFact.Costed;
import dev.ramal.billing.rating.Converted;
import dev.ramal.billing.rating.RateUsage;
import dev.ramal.billing.rating.Rating;
import dev.ramal.events.Money;
import java.util.List;
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
 *      │               no tariff,│                │ used, costed, rerate
 *      │               no rate   ▼                │
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

  /** Only a price of the carrier is known, or nothing. */
  record Waiting(ReportedUsage reported) implements UsageRecord {
    @Override
    public BookedBalance balance() {
      return BookedBalance.NOTHING;
    }
  }

  /** Nothing was used, or so little that it is free. The carrier may charge it nevertheless. */
  record NotCharged(ReportedUsage reported, BookedBalance balance) implements UsageRecord {}

  /** A tariff made its price. */
  record Rated(ReportedUsage reported, BookedBalance balance) implements UsageRecord {}

  /** Used, but no tariff or exchange rate covers it. */
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
   * Applies what was reported. What has been rated is rated again only for a new revision: a price
   * of the carrier moves the cost and nothing else, whatever tariffs have come since.
   */
  default Transition apply(UsageFact fact, RateUsage rates, LedgerPosting posting) {
    if (reported().covers(fact)) {
      return new Ignored("known already, or known better");
    }
    ReportedUsage now = reported().with(fact);
    if (now.usage() == null) {
      return new Applied(new Waiting(now), List.of(), false);
    }
    boolean onlyCost = fact instanceof Costed && !(this instanceof Unrateable);
    return charge(now, onlyCost ? null : rates.rate(now.usage()), rates, posting);
  }

  /** Rates with the tariffs of today what could not be rated before, and nothing else. */
  default Transition rerate(RateUsage rates, LedgerPosting posting) {
    return this instanceof Unrateable
        ? charge(reported(), rates.rate(reported().usage()), rates, posting)
        : new Ignored("not unrateable");
  }

  /**
   * @param rating null when the tariffs are not asked: what they made stands
   */
  private Applied charge(ReportedUsage now, Rating rating, RateUsage rates, LedgerPosting posting) {
    Money named = now.carrierPrice();
    Optional<Converted> price = named == null ? Optional.empty() : rates.toBrl(named, now.usage());
    if (rating instanceof Rating.Unrateable unrateable) {
      return unrateable(now, unrateable.reason(), posting);
    }
    if (named != null && price.isEmpty()) {
      return unrateable(now, "no exchange rate of " + named.currency() + " on that day", posting);
    }
    Posted posted = posting.post(balance(), now, rating, price.orElse(null));
    boolean rated = rating == null ? this instanceof Rated : rating instanceof Rating.Rated;
    return new Applied(
        rated ? new Rated(now, posted.balance()) : new NotCharged(now, posted.balance()),
        posted.entries(),
        false);
  }

  private Applied unrateable(ReportedUsage now, String reason, LedgerPosting posting) {
    boolean told = this instanceof Unrateable known && known.reason().equals(reason);
    Posted posted = posting.post(balance(), now, new Rating.Unrateable(reason), null);
    return new Applied(new Unrateable(now, posted.balance(), reason), posted.entries(), !told);
  }
}
