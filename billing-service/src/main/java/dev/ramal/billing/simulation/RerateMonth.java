package dev.ramal.billing.simulation;

import dev.ramal.billing.ledger.EntryKind;
import dev.ramal.billing.ledger.MonthEntry;
import dev.ramal.billing.ledger.StandingUsage;
import dev.ramal.billing.metering.UnchargedUsesRepository.Uncharged;
import dev.ramal.billing.rating.Converted;
import dev.ramal.billing.rating.RateUsage;
import dev.ramal.billing.rating.Rating;
import dev.ramal.billing.rating.Usage;
import dev.ramal.billing.statement.StatementCalculator;
import dev.ramal.events.Money;
import java.util.UUID;

/**
 * Rates a month again as it might have been and feeds both to calculators: what stands to one, what
 * would stand to the other. Pure: nothing is written, and what the change does not speak of comes
 * to what it came to. Usage comes in order of occurrence. Not thread-safe.
 *
 * <p>A price that the carrier has named stays while the carrier does; another carrier costs what
 * its tariff says.
 */
final class RerateMonth {
  private static final Money NOTHING = Money.zero("BRL");
  private static final Rating UNCHARGED = new Rating.NotCharged("nothing is charged");

  private final RateUsage rates;
  private final Change change;
  private final StatementCalculator before;
  private final StatementCalculator after;
  private final JoinedCalls joined = new JoinedCalls();
  private long uses;
  private long rerated;
  private long unrated;
  private long openCosts;

  RerateMonth(
      RateUsage rates, Change change, StatementCalculator before, StatementCalculator after) {
    this.rates = rates;
    this.change = change;
    this.before = before;
    this.after = after;
  }

  void add(StandingUsage standing) {
    standing.entries().forEach(before::add);
    uses += standing.isWhereItWasFirst() ? 1 : 0;
    Usage usage = changed(standing.usage());
    UUID tariff = tariffOf(usage, standing.tariff());
    Usage placed = placed(usage, tariff);
    boolean sameCarrier = usage.carrier() == standing.usage().carrier();
    if (sameCarrier && !isByChange(tariff)) {
      standing.entries().forEach(after::add);
      return;
    }
    Money real = standing.costIsReal() && sameCarrier ? standing.cost() : null;
    MonthEntry last = standing.last();
    Rating rating =
        standing.isUncharged() ? UNCHARGED : rated(rates.rate(placed, tariff), real != null);
    if (rating instanceof Rating.Rated || rating instanceof Rating.NotCharged && real != null) {
      after.add(entry(last.usageId(), 1, last.leg(), placed, rating, real));
    }
  }

  /** Something that is not charged, and may be by the change. */
  void add(Uncharged use) {
    Usage usage = changed(use.usage());
    UUID tariff = tariffOf(usage, null);
    Usage placed = placed(usage, tariff);
    boolean sameCarrier = usage.carrier() == use.usage().carrier();
    if (sameCarrier && !isByChange(tariff)) {
      unrated += use.unrateable() ? 1 : 0;
      return;
    }
    boolean booked = use.costIsReal() && sameCarrier;
    Money real = booked ? NOTHING : sameCarrier ? named(use) : null;
    Rating rating = rated(rates.rate(placed, tariff), real != null);
    if (rating instanceof Rating.Rated) {
      uses++;
      after.add(entry(use.usageId(), booked ? 2 : 1, use.leg(), placed, rating, real));
    }
  }

  /** What the carrier has named of what nobody is charged for; null when it cannot be converted. */
  private Money named(Uncharged use) {
    return use.named() == null
        ? null
        : rates.toBrl(use.named(), use.usage()).map(Converted::brl).orElse(null);
  }

  long uses() {
    return uses;
  }

  /** How many were rated anew. */
  long rerated() {
    return rerated;
  }

  /** How many no tariff would cover. */
  long unrated() {
    return unrated;
  }

  /** How many would have a cost in a currency without an exchange rate: it counts as nothing. */
  long openCosts() {
    return openCosts;
  }

  private Rating rated(Rating rating, boolean costIsReal) {
    if (rating instanceof Rating.Unrateable) {
      unrated++;
      return rating;
    }
    rerated++;
    openCosts +=
        rating instanceof Rating.Rated charged && charged.cost() == null && !costIsReal ? 1 : 0;
    return rating;
  }

  /** Only what a carrier carried would have been carried by another. */
  private Usage changed(Usage usage) {
    return usage.carrier() == null || change.carrier() == null
        ? usage
        : usage.carriedBy(change.carrier());
  }

  private UUID tariffOf(Usage usage, UUID standing) {
    return change.tariff() != null && rates.isCoveredBy(usage, change.tariff())
        ? change.tariff()
        : standing;
  }

  private boolean isByChange(UUID tariff) {
    return change.tariff() != null && change.tariff().equals(tariff);
  }

  /** Which calls are successive is another matter by another tariff. */
  private Usage placed(Usage usage, UUID tariff) {
    if (change.tariff() == null) {
      return usage;
    }
    Usage placed = joined.placed(usage.continuing(0), rates, tariff);
    return isByChange(tariff) ? placed : usage;
  }

  /**
   * @param number among the usage's entries: behind that of the carrier's cost, where there is one
   * @param real null where the estimate counts
   */
  private static MonthEntry entry(
      UUID id, int number, String leg, Usage usage, Rating rating, Money real) {
    Rating.Rated rated = rating instanceof Rating.Rated charged ? charged : null;
    Money estimate = rated == null || rated.cost() == null ? NOTHING : rated.cost().brl();
    return new MonthEntry(
        id,
        number,
        real == null ? EntryKind.USAGE : EntryKind.REAL_COST,
        null,
        null,
        leg,
        usage.meter(),
        usage.destinationClass(),
        usage.carrier(),
        usage.direction(),
        usage.party(),
        null,
        usage.occurredAt(),
        rated == null ? 0 : usage.quantity(),
        rated == null ? 0 : rated.billedQuantity(),
        null,
        null,
        null,
        real == null ? estimate : real,
        rated == null ? NOTHING : rated.price());
  }
}
