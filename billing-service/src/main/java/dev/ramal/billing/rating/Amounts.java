package dev.ramal.billing.rating;

import java.math.BigDecimal;

/** The form and range of amounts: what the ledger can hold, {@code numeric(18, 6)}. */
public final class Amounts {
  /** Of a rate, as it is written: no sign, no exponent. */
  public static final String RATE = "[0-9]{1,9}(\\.[0-9]{1,9})?";

  /** The same, also where it is refused for being negative and for nothing else. */
  public static final String SIGNED_RATE = "-?" + RATE;

  /** Of an exchange rate, as it is written. */
  public static final String EXCHANGE_RATE = "[0-9]{1,9}(\\.[0-9]{1,8})?";

  private static final int MOST_DIGITS_BEFORE_THE_POINT = 12;
  private static final int MOST_DIGITS_BEHIND_IT = 100;

  private Amounts() {}

  /**
   * Judged by the digits alone: an exponent of absurd magnitude is never written out.
   *
   * @return the amount
   * @throws ArithmeticException when it is out of range
   */
  static BigDecimal requireMeasure(BigDecimal amount) {
    boolean tooLarge = (long) amount.precision() - amount.scale() > MOST_DIGITS_BEFORE_THE_POINT;
    if (amount.signum() != 0 && tooLarge || amount.scale() > MOST_DIGITS_BEHIND_IT) {
      throw new ArithmeticException("an amount is out of range");
    }
    return amount;
  }
}
