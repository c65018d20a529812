package dev.ramal.billing.rating;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;

/**
 * What one unit of a foreign currency costs in BRL from a day on.
 *
 * @param currency ISO 4217
 * @param from first day, America/Sao_Paulo
 * @param brl reais for one unit
 * @param source where it was read
 */
public record ExchangeRate(
    String currency,
    LocalDate from,
    @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal brl,
    String source) {
  public ExchangeRate {
    Objects.requireNonNull(currency, "currency");
    Objects.requireNonNull(from, "from");
    if (brl == null || brl.signum() <= 0) {
      throw new IllegalArgumentException("an exchange rate is positive: " + brl);
    }
  }
}
