package dev.ramal.billing.rating;

import dev.ramal.billing.rating.TariffBook.Match;
import dev.ramal.events.Money;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Rates one usage: pure arithmetic on decimals, the same answer for the same tariffs and exchange
 * rates. Both are only ever added to; a corrected rate answers from then on, so whoever has asked
 * keeps the answer ({@code UsageRecord}).
 */
public final class RateUsage {
  private final TariffBook tariffs;
  private final ExchangeRates exchange;
  private final boolean joinsCalls;

  public RateUsage(TariffBook tariffs, ExchangeRates exchange) {
    this.tariffs = tariffs;
    this.exchange = exchange;
    this.joinsCalls = tariffs.joinsCalls();
  }

  public Rating rate(Usage usage) {
    return rate(usage, null);
  }

  /**
   * @param standing the tariff that made what stands of the usage, which goes before all others; it
   *     may be null. A correction of old usage is none of the business of tariffs published since
   */
  public Rating rate(Usage usage, UUID standing) {
    if (usage.quantity() == 0) {
      return new Rating.NotCharged("nothing was used");
    }
    Optional<Match> match = tariffs.find(usage, standing);
    if (match.isEmpty()) {
      return new Rating.Unrateable(
          "no tariff covers %s to class %s on %s"
              .formatted(usage.meter().wire(), usage.destinationClass(), usage.occurredAt()));
    }
    try {
      return rated(usage, match.get());
    } catch (ArithmeticException e) {
      return new Rating.Unrateable(
          "rule %s of tariff %s cannot be computed with"
              .formatted(match.get().rule().id(), match.get().tariff().version()));
    }
  }

  /** Whether that tariff has a rule for the usage and holds at its time. */
  public boolean isCoveredBy(Usage usage, UUID tariff) {
    return tariffs
        .find(usage, tariff)
        .filter(match -> match.tariff().id().equals(tariff))
        .isPresent();
  }

  /**
   * The tariff and its rule that rate a usage; empty when none does.
   *
   * @param standing as in {@link #rate(Usage, UUID)}
   */
  public Optional<Match> match(Usage usage, UUID standing) {
    return tariffs.find(usage, standing);
  }

  /** Whether there is a tariff that joins calls at all. */
  public boolean joinsCalls() {
    return joinsCalls;
  }

  /** Whether there is a tariff that may join the usage with others, whenever it holds. */
  public boolean mayJoin(Usage usage) {
    return joinsCalls && usage.party() != null && tariffs.mayJoin(usage);
  }

  /**
   * So soon after the end of another with the same number a call continues it; zero for never.
   *
   * @param standing as in {@link #rate(Usage, UUID)}
   */
  public Duration joinWithin(Usage usage, UUID standing) {
    return Duration.ofSeconds(
        tariffs.find(usage, standing).map(match -> match.rule().joinWithin()).orElse(0));
  }

  /** An amount in BRL by the rate of the usage's day; empty when none holds on it. */
  public Optional<Converted> toBrl(Money amount, Usage usage) {
    return exchange.toBrl(amount, usage.occurredAt());
  }

  private Rating rated(Usage usage, Match match) {
    Rule rule = match.rule();
    long billed = rule.billed(usage);
    Money cost = rule.costOf(usage.quantity());
    boolean free = billed == 0 && rule.preceding(usage) == 0;
    if (free && cost.amount().signum() == 0) {
      return new Rating.NotCharged("inside the grace of " + rule.increments().grace());
    }
    Money price = rule.priceOf(usage);
    return new Rating.Rated(usage, match, billed, cost, toBrl(cost, usage).orElse(null), price);
  }
}
