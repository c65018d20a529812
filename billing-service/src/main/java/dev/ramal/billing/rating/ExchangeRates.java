package dev.ramal.billing.rating;

import dev.ramal.events.Money;
import java.math.BigDecimal;
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

  /**
   * The amount in BRL; empty when no rate of that currency holds on the day, or the ledger could
   * not hold the result.
   */
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
    return rate == null ? Optional.empty() : converted(amount, rate.getValue());
  }

  private static Optional<Converted> converted(Money amount, ExchangeRate rate) {
    try {
      BigDecimal brl = Amounts.requireMeasure(amount.amount().multiply(rate.brl()));
      return Optional.of(new Converted(new Money(brl, "BRL"), amount, rate));
    } catch (ArithmeticException e) {
      return Optional.empty();
    }
  }
}
