package dev.ramal.billing.rating;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Objects;

/**
 * A month of billing, cut at midnight of São Paulo: a call at 23:30 of 31 January there is 02:30
 * UTC of February and belongs to January.
 */
public record BillingMonth(YearMonth value) implements Comparable<BillingMonth> {
  public static final ZoneId ZONE = ZoneId.of("America/Sao_Paulo");

  public BillingMonth {
    Objects.requireNonNull(value, "value");
  }

  public static BillingMonth at(Instant instant) {
    return new BillingMonth(YearMonth.from(instant.atZone(ZONE)));
  }

  public static BillingMonth of(LocalDate day) {
    return new BillingMonth(YearMonth.from(day));
  }

  /**
   * @throws IllegalArgumentException when the text is not {@code yyyy-MM}
   */
  @JsonCreator
  public static BillingMonth of(String text) {
    if (text == null || !text.matches("[0-9]{4}-[0-9]{2}")) {
      throw new IllegalArgumentException("a month is written yyyy-MM, as in 2026-11");
    }
    try {
      return new BillingMonth(YearMonth.parse(text));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("a month is written yyyy-MM, as in 2026-11", e);
    }
  }

  /** The first instant of the month. */
  public Instant start() {
    return value.atDay(1).atStartOfDay(ZONE).toInstant();
  }

  public LocalDate firstDay() {
    return value.atDay(1);
  }

  /** The first day after the month. */
  public LocalDate endDay() {
    return value.plusMonths(1).atDay(1);
  }

  public BillingMonth previous() {
    return new BillingMonth(value.minusMonths(1));
  }

  public BillingMonth next() {
    return new BillingMonth(value.plusMonths(1));
  }

  @Override
  public int compareTo(BillingMonth other) {
    return value.compareTo(other.value);
  }

  @JsonValue
  @Override
  public String toString() {
    return value.toString();
  }
}
