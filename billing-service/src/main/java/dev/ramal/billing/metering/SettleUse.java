package dev.ramal.billing.metering;

import dev.ramal.billing.ledger.UsageKey;
import dev.ramal.billing.metering.MeteredUse.Status;
import dev.ramal.billing.metering.UseFact.Costed;
import dev.ramal.billing.rating.Converted;
import dev.ramal.billing.rating.ExchangeRates;
import dev.ramal.billing.rating.RateUsage;
import dev.ramal.billing.rating.Rating;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Decides which lines bring the ledger from what stands to what is known now. Pure: no clock, no
 * store. It computes differences, so settling a second time with nothing new writes nothing.
 */
public final class SettleUse {
  private final RateUsage rates;
  private final ExchangeRates exchange;

  public SettleUse(RateUsage rates, ExchangeRates exchange) {
    this.rates = rates;
    this.exchange = exchange;
  }

  /**
   * Empty when the fact is a repetition or is known better already. What has been rated is rated
   * again only for a new revision: a price of the carrier moves the cost and nothing else, whatever
   * tariffs have come since.
   */
  public Optional<Settlement> hear(
      MeteredUse use, UseFact fact, String causation, Instant recordedAt) {
    if (use.supersedes(fact)) {
      return Optional.empty();
    }
    MeteredUse now = use.hearing(fact);
    return Optional.of(
        fact instanceof Costed && use.isRated()
            ? bringCost(fact.key(), now, causation, recordedAt)
            : settle(fact.key(), now, causation, recordedAt));
  }

  private Settlement bringCost(UsageKey key, MeteredUse use, String causation, Instant recordedAt) {
    Bookkeeping books = Bookkeeping.begin(key, use, causation, recordedAt);
    Optional<Converted> realCost = exchange.toBrl(use.realCost(), use.usage().occurredAt());
    if (realCost.isEmpty()) {
      return unrateable(use, books, noExchangeRate(use));
    }
    books.bringCostTo(realCost.get());
    return new Settlement(
        use.settled(books.standing(), use.status(), null), books.entries(), false);
  }

  /** Settles again with the tariffs of today what could not be rated before. */
  public Settlement settle(UsageKey key, MeteredUse use, String causation, Instant recordedAt) {
    if (use.usage() == null) {
      return new Settlement(use, List.of(), false);
    }
    Bookkeeping books = Bookkeeping.begin(key, use, causation, recordedAt);
    Rating rating = rates.rate(use.usage());
    if (rating instanceof Rating.Unrateable unrateable) {
      return unrateable(use, books, unrateable.reason());
    }
    if (use.realCost() == null) {
      book(books, rating);
      return settled(use, books, rating);
    }
    Optional<Converted> realCost = exchange.toBrl(use.realCost(), use.usage().occurredAt());
    if (realCost.isEmpty()) {
      return unrateable(use, books, noExchangeRate(use));
    }
    book(books, rating);
    books.bringCostTo(realCost.get());
    return settled(use, books, rating);
  }

  private static String noExchangeRate(MeteredUse use) {
    return "no exchange rate of " + use.realCost().currency() + " on that day";
  }

  private static void book(Bookkeeping books, Rating rating) {
    if (rating instanceof Rating.Rated rated) {
      books.bring(rated);
    } else {
      books.bringToNothing();
    }
  }

  private static Settlement settled(MeteredUse use, Bookkeeping books, Rating rating) {
    Status status = rating instanceof Rating.Rated ? Status.RATED : Status.NOT_CHARGED;
    return new Settlement(use.settled(books.standing(), status, null), books.entries(), false);
  }

  /**
   * What stood for an earlier revision is taken back: the latest revision says it was wrong, and
   * the ledger must not depend on whether the earlier one was seen.
   */
  private static Settlement unrateable(MeteredUse use, Bookkeeping books, String reason) {
    boolean known = use.isUnrateable() && reason.equals(use.reason());
    books.takeBack();
    return new Settlement(
        use.settled(books.standing(), Status.UNRATEABLE, reason), books.entries(), !known);
  }
}
