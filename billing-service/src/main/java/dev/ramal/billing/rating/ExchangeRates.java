package dev.ramal.billing.rating;

import dev.ramal.events.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The known exchange rates. A usage is converted with the rate of the day it happened, not of the
 * day its price became known, so that the result does not depend on when a callback arrives.
 */
public record ExchangeRates(List<ExchangeRate> rates) {
  public ExchangeRates {
    rates = List.copyOf(rates);
  }

  /** The amount in BRL; empty when no rate of that currency holds on the day. */
  public Optional<Converted> toBrl(Money amount, Instant occurredAt) {
    if ("BRL".equals(amount.currency())) {
      return Optional.of(new Converted(amount, amount, null));
    }
    LocalDate day = occurredAt.atZone(BillingMonth.ZONE).toLocalDate();
    return rates.stream()
        .filter(rate -> rate.currency().equals(amount.currency()) && !rate.from().isAfter(day))
        .max(Comparator.comparing(ExchangeRate::from))
        .map(
            rate ->
                new Converted(
                    new Money(amount.amount().multiply(rate.brl()), "BRL"), amount, rate));
  }
}
