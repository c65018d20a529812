package dev.ramal.billing.rating;

import dev.ramal.events.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The known exchange rates. A usage is converted with the rate of the day it happened, not of the
 * day its price became known, so that the result does not depend on when a callback arrives.
 */
public final class ExchangeRates {
  private final Map<String, NavigableMap<LocalDate, ExchangeRate>> byCurrency = new HashMap<>();

  public ExchangeRates(List<ExchangeRate> rates) {
    for (ExchangeRate rate : rates) {
      byCurrency
          .computeIfAbsent(rate.currency(), currency -> new TreeMap<>())
          .put(rate.from(), rate);
    }
  }

  /** The amount in BRL; empty when no rate of that currency holds on the day. */
  public Optional<Converted> toBrl(Money amount, Instant occurredAt) {
    if ("BRL".equals(amount.currency())) {
      return Optional.of(new Converted(amount, amount, null));
    }
    NavigableMap<LocalDate, ExchangeRate> rates = byCurrency.get(amount.currency());
    if (rates == null) {
      return Optional.empty();
    }
    Entry<LocalDate, ExchangeRate> rate =
        rates.floorEntry(occurredAt.atZone(BillingMonth.ZONE).toLocalDate());
    return rate == null ? Optional.empty() : Optional.of(converted(amount, rate.getValue()));
  }

  private static Converted converted(Money amount, ExchangeRate rate) {
    return new Converted(new Money(amount.amount().multiply(rate.brl()), "BRL"), amount, rate);
  }
}
