package dev.ramal.billing.savings;

import dev.ramal.billing.ledger.StandingUsage;
import dev.ramal.billing.rating.RateUsage;
import dev.ramal.billing.rating.Rating;
import dev.ramal.billing.rating.Usage;
import dev.ramal.billing.statement.LineKey;
import dev.ramal.events.Carrier;
import dev.ramal.events.Money;
import java.util.Map;
import java.util.TreeMap;

/**
 * Adds up what usage cost over one carrier, and what it would have cost over the other by the
 * tariff that rated it. What a carrier has named counts for what it carried; the other side is an
 * estimate always. Volume discounts are left out on both sides. Pure; not thread-safe.
 */
final class CompareCarriers {
  private final RateUsage rates;
  private final Carrier of;
  private final Carrier against;
  private final Map<LineKey, CarrierSums> lines = new TreeMap<>();
  private CarrierSums whole = CarrierSums.NOTHING;
  private long uncovered;
  private long others;

  /**
   * @param of whose savings are asked
   * @param against whom it is compared with
   */
  CompareCarriers(RateUsage rates, Carrier of, Carrier against) {
    this.rates = rates;
    this.of = of;
    this.against = against;
  }

  void add(StandingUsage standing) {
    Usage usage = standing.usage();
    if (standing.isUncharged() || usage.carrier() == null) {
      return;
    }
    if (usage.carrier() != of && usage.carrier() != against) {
      others++;
      return;
    }
    boolean carried = usage.carrier() == of;
    Money other = cost(usage.carriedBy(carried ? against : of), standing);
    if (other == null) {
      uncovered++;
      return;
    }
    CarrierSums sums = CarrierSums.of(carried, standing.cost(), other);
    whole = whole.plus(sums);
    lines.merge(LineKey.of(standing.last()), sums, CarrierSums::plus);
  }

  private Money cost(Usage usage, StandingUsage standing) {
    return rates.rate(usage, standing.tariff()) instanceof Rating.Rated rated
            && rated.cost() != null
        ? rated.cost().brl()
        : null;
  }

  CarrierSums whole() {
    return whole;
  }

  Map<LineKey, CarrierSums> lines() {
    return lines;
  }

  /** Usage for which one of both has no tariff, or no exchange rate. */
  long uncovered() {
    return uncovered;
  }

  /** Usage that a third carrier carried. */
  long others() {
    return others;
  }
}
