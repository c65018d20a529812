package dev.ramal.events;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;

/**
 * An amount in one currency, six decimals inside the platform. On the wire {@code
 * {"amount":"0.150000","currency":"BRL"}}: a string, so that no reader makes a floating-point
 * number of it.
 *
 * @param amount scale 6; never with an exponent beyond a hundred digits, which would have to be
 *     written out
 * @param currency ISO 4217, upper case
 */
public record Money(
    @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal amount, String currency) {
  public static final int SCALE = 6;

  private static final int MOST_DIGITS = 100;

  public Money {
    Objects.requireNonNull(amount, "amount");
    if (!isCurrency(currency)) {
      throw new IllegalArgumentException("currency must be three capital letters: " + currency);
    }
    if (Math.abs((long) amount.scale()) > MOST_DIGITS) {
      throw new IllegalArgumentException("an amount is out of range");
    }
    amount = amount.setScale(SCALE, RoundingMode.HALF_EVEN);
  }

  public static Money of(String amount, String currency) {
    return new Money(new BigDecimal(amount), currency);
  }

  public static Money brl(String amount) {
    return of(amount, "BRL");
  }

  public static Money zero(String currency) {
    return new Money(BigDecimal.ZERO, currency);
  }

  /**
   * @throws IllegalArgumentException when the currencies differ
   */
  public Money plus(Money other) {
    return new Money(amount.add(sameCurrency(other).amount), currency);
  }

  /**
   * @throws IllegalArgumentException when the currencies differ
   */
  public Money minus(Money other) {
    return new Money(amount.subtract(sameCurrency(other).amount), currency);
  }

  public Money times(BigDecimal factor) {
    return new Money(amount.multiply(factor), currency);
  }

  public Money negated() {
    return new Money(amount.negate(), currency);
  }

  /** Cents, half-even: the rounding of an invoice line, done once. */
  public BigDecimal toCents() {
    return amount.setScale(2, RoundingMode.HALF_EVEN);
  }

  /**
   * Whether a text has the form of ISO 4217. Without a regular expression: amounts are made by the
   * million.
   */
  public static boolean isCurrency(String text) {
    return text != null
        && text.length() == 3
        && isCapital(text.charAt(0))
        && isCapital(text.charAt(1))
        && isCapital(text.charAt(2));
  }

  private static boolean isCapital(char letter) {
    return letter >= 'A' && letter <= 'Z';
  }

  private Money sameCurrency(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException("cannot mix " + currency + " and " + other.currency);
    }
    return other;
  }

  @Override
  public String toString() {
    return amount.toPlainString() + " " + currency;
  }
}
