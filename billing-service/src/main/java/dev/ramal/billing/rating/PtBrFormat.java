package dev.ramal.billing.rating;

import dev.ramal.events.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/** How amounts and days are written for a Brazilian reader. */
public final class PtBrFormat {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");

  private static final DateTimeFormatter INSTANT =
      DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm:ss").withZone(BillingMonth.ZONE);

  private PtBrFormat() {}

  public static String money(Money money) {
    return money(money.amount(), money.currency());
  }

  static String money(BigDecimal amount, String currency) {
    String symbol = "BRL".equals(currency) ? "R$" : "USD".equals(currency) ? "US$" : currency;
    BigDecimal shown = amount.setScale(Math.max(2, amount.stripTrailingZeros().scale()));
    return symbol + " " + shown.toPlainString().replace('.', ',');
  }

  public static String day(LocalDate day) {
    return DAY.format(day);
  }

  static String day(Instant instant) {
    return day(instant.atZone(BillingMonth.ZONE).toLocalDate());
  }

  /** To the second, in São Paulo. */
  public static String instant(Instant instant) {
    return INSTANT.format(instant);
  }

  static String plural(String unit, long count) {
    if (count == 1) {
      return unit;
    }
    return unit.equals("mês") ? "meses" : unit + "s";
  }

  /** One step that shows a conversion with its rate and day. */
  public static String conversion(String label, Converted converted) {
    ExchangeRate rate = converted.rate();
    return "%s: %s × câmbio %s (%s, %s) = %s."
        .formatted(
            label,
            money(converted.original()),
            rate.brl().toPlainString().replace('.', ','),
            day(rate.from()),
            rate.source(),
            money(converted.brl()));
  }
}
