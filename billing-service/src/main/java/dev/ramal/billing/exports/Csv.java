package dev.ramal.billing.exports;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * CSV as RFC 4180 has it: comma, CRLF, quotes where needed, UTF-8 without a byte order mark,
 * decimal point.
 *
 * <p>A spreadsheet runs a field that begins with {@code = + - @} as a formula. Numbers do begin so
 * ({@code +5511987654321}, {@code -0.033500}) and stay as they are: a sign and digits are no
 * formula, and changing them would make the file useless to a program. Anything else that begins
 * so, or with a tab or line break, gets an apostrophe in front.
 */
final class Csv {
  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?");
  private static final Pattern RISKY = Pattern.compile("[=+\\-@\\t\\r\\n].*", Pattern.DOTALL);
  private static final Pattern QUOTED = Pattern.compile("[\",\\r\\n]");

  private Csv() {}

  /** A line with its end. A null field is empty. */
  static String line(List<?> fields) {
    return fields.stream().map(Csv::field).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String field(Object value) {
    if (value == null) {
      return "";
    }
    String text = value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    String harmless =
        RISKY.matcher(text).matches() && !NUMBER.matcher(text).matches() ? "'" + text : text;
    return QUOTED.matcher(harmless).find() || text.startsWith("+")
        ? '"' + harmless.replace("\"", "\"\"") + '"'
        : harmless;
  }
}
