package dev.ramal.gateway.carriers;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;

/** Values as carriers write them, read so that no input is expensive. */
public final class FieldValues {
  private static final Pattern AMOUNT = Pattern.compile("-?[0-9]{1,12}(\\.[0-9]{1,12})?");

  private static final Pattern CURRENCY = Pattern.compile("[A-Za-z]{3}");

  private static final Pattern OUR_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

  private FieldValues() {}

  /** A whole number from 0 to 2^31-1; else null. */
  public static Integer wholeOrNull(String text) {
    if (text == null || text.isEmpty() || text.length() > 10 || !isDigits(text)) {
      return null;
    }
    long value = Long.parseLong(text);
    return value > Integer.MAX_VALUE ? null : Integer.valueOf((int) value);
  }

  private static boolean isDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  /** An amount of money, made positive as some carriers write charges below zero; else null. */
  public static BigDecimal amountOrNull(String text) {
    return text != null && AMOUNT.matcher(text).matches() ? new BigDecimal(text).abs() : null;
  }

  /** ISO 4217 in capitals, whatever case the carrier chose; null for what is no currency. */
  public static String currencyOrNull(String text) {
    return text != null && CURRENCY.matcher(text).matches() ? text.toUpperCase(Locale.ROOT) : null;
  }

  /**
   * An id of ours as it comes back from a carrier; null when the text cannot be one: it becomes
   * part of a Kafka key.
   */
  public static String ourIdOrNull(String text) {
    return text != null && OUR_ID.matcher(text).matches() ? text : null;
  }
}
