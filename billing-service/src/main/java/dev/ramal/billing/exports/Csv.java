package dev.ramal.billing.exports;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * CSV as RFC 4180 has it: comma, CRLF, quotes where needed, UTF-8 without a byte order mark,
 * decimal point.
 *
 * <p>A spreadsheet runs a field that begins with {@code = + - @} as a formula. Numbers do begin so
 * ({@code +5511987654321}, {@code -0.033500}) and stay as they are: a sign and digits are no
 * formula, and changing them would make the file useless to a program. Anything else that begins
 * so, or with a tab or line break, gets an apostrophe in front.
 *
 * <p>Not thread-safe.
 */
final class Csv {
  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?");

  private final StringBuilder text = new StringBuilder(64 * 1024);
  private boolean lineHasFields;

  /** Adds a field; null is an empty one. */
  Csv field(Object value) {
    begin();
    if (value instanceof BigDecimal number) {
      text.append(number.toPlainString());
    } else if (value != null) {
      append(value.toString());
    }
    return this;
  }

  /** Adds a whole number. */
  Csv field(long number) {
    begin();
    text.append(number);
    return this;
  }

  Csv endLine() {
    text.append("\r\n");
    lineHasFields = false;
    return this;
  }

  /** What was written since it was asked last. */
  byte[] take() {
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    text.setLength(0);
    return bytes;
  }

  private void begin() {
    if (lineHasFields) {
      text.append(',');
    }
    lineHasFields = true;
  }

  private void append(String field) {
    String harmless = wouldRun(field) ? "'" + field : field;
    if (field.startsWith("+") || needsQuotes(harmless)) {
      text.append('"').append(harmless.replace("\"", "\"\"")).append('"');
    } else {
      text.append(harmless);
    }
  }

  private static boolean wouldRun(String text) {
    return !text.isEmpty()
        && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0
        && !NUMBER.matcher(text).matches();
  }

  private static boolean needsQuotes(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == ',' || c == '\r' || c == '\n') {
        return true;
      }
    }
    return false;
  }
}
