package dev.ramal.billing.exports;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;

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

  private Csv() {}

  /** A line with its end. A null field is empty. */
  static String line(List<?> fields) {
    StringBuilder line = new StringBuilder(320);
    for (int i = 0; i < fields.size(); i++) {
      if (i > 0) {
        line.append(',');
      }
      append(line, fields.get(i));
    }
    return line.append("\r\n").toString();
  }

  private static void append(StringBuilder line, Object value) {
    if (value == null) {
      return;
    }
    if (value instanceof BigDecimal number) {
      line.append(number.toPlainString());
      return;
    }
    String text = value.toString();
    String harmless = wouldRun(text) ? "'" + text : text;
    if (text.startsWith("+") || needsQuotes(harmless)) {
      line.append('"').append(harmless.replace("\"", "\"\"")).append('"');
    } else {
      line.append(harmless);
    }
  }

  private static boolean wouldRun(String text) {
    return !text.isEmpty()
        && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0
        && !NUMBER.matcher(text).matches();
  }

  private static boolean needsQuotes(String text) {
    return text.chars().anyMatch(c -> c == '"' || c == ',' || c == '\r' || c == '\n');
  }
}
