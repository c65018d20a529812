package dev.ramal.billing.rating;

import dev.ramal.billing.rating.TariffBook.Match;
import dev.ramal.events.Money;
import java.util.Optional;

/**
 * Rates one usage: pure arithmetic on decimals, the same answer for the same question for ever,
 * because tariffs and exchange rates are only ever added to.
 */
public final class RateUsage {
  private final TariffBook tariffs;
  private final ExchangeRates exchange;

  public RateUsage(TariffBook tariffs, ExchangeRates exchange) {
    this.tariffs = tariffs;
    this.exchange = exchange;
  }

  public Rating rate(Usage usage) {
    if (usage.quantity() == 0) {
      return new Rating.NotCharged("nothing was used");
    }
    Optional<Match> match = tariffs.find(usage);
    if (match.isEmpty()) {
      return new Rating.Unrateable(
          "no tariff covers %s to class %s on %s"
              .formatted(usage.meter().wire(), usage.destinationClass(), usage.occurredAt()));
    }
    return rate(usage, match.get());
  }

  /** An amount in BRL by the rate of the usage's day; empty when none holds on it. */
  public Optional<Converted> toBrl(Money amount, Usage usage) {
    return exchange.toBrl(amount, usage.occurredAt());
  }

  private Rating rate(Usage usage, Match match) {
    Rule rule = match.rule();
    long billed = rule.increments().billed(usage.quantity());
    if (billed == 0) {
      return new Rating.NotCharged("inside the grace of " + rule.increments().grace());
    }
    Money cost = rule.cost().of(rule.meter(), billed);
    Money price = rule.price().of(rule.meter(), billed);
    Optional<Converted> converted = toBrl(cost, usage);
    if (converted.isEmpty()) {
      return new Rating.Unrateable(
          "no exchange rate of " + cost.currency() + " on " + usage.occurredAt());
    }
    return new Rating.Rated(usage, match, billed, converted.get(), price);
  }
}
