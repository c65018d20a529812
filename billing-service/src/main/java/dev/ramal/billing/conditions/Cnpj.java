package dev.ramal.billing.conditions;

import java.util.regex.Pattern;

/**
 * The tax number of a Brazilian company: twelve digits, since 2026 also capital letters, and two
 * check digits (Receita Federal, IN RFB 2.229/2024): modulo 11 of the values, a character's value
 * being its ASCII code less 48.
 */
final class Cnpj {
  private static final Pattern MARKS = Pattern.compile("[./-]");
  private static final Pattern FORM = Pattern.compile("[0-9A-Z]{12}[0-9]{2}");
  private static final int HEAVIEST = 9;

  private Cnpj() {}

  /** Whether it is one, with or without its marks. */
  static boolean isValid(String text) {
    String plain = MARKS.matcher(text).replaceAll("");
    return FORM.matcher(plain).matches()
        && plain.chars().distinct().count() > 1
        && check(plain, 12) == plain.charAt(12)
        && check(plain, 13) == plain.charAt(13);
  }

  /** From the right the weights are 2 to 9, and again. */
  private static char check(String plain, int digits) {
    int sum = 0;
    int weight = 2;
    for (int i = digits - 1; i >= 0; i--) {
      sum += (plain.charAt(i) - '0') * weight;
      weight = weight == HEAVIEST ? 2 : weight + 1;
    }
    int rest = sum % 11;
    return (char) ('0' + (rest < 2 ? 0 : 11 - rest));
  }
}
