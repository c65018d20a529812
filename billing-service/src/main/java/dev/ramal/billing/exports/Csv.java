package dev.ramal.billing.exports;

import dev.ramal.events.InstantText;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
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
class Csv implements TableFile {
  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?");

  private final StringBuilder text = new StringBuilder(64 * 1024);
  private final char separator;
  private boolean lineHasFields;

  Csv() {
    this(',');
  }

  Csv(char separator) {
    this.separator = separator;
  }

  @Override
  public void header(List<String> columns) {
    columns.forEach(this::field);
    endLine();
  }

  @Override
  public Csv field(Object value) {
    if (value instanceof BigDecimal number) {
      bare(number.toPlainString());
    } else if (value instanceof Long number) {
      bare(number.toString());
    } else if (value instanceof Instant instant) {
      bare(InstantText.of(instant));
    } else if (value instanceof OffsetDateTime local) {
      bare(isoWithOffset(local));
    } else if (value instanceof UUID id) {
      bare(id.toString());
    } else if (value == null) {
      bare("");
    } else {
      String field = value.toString();
      quoted(wouldRun(field) ? "'" + field : field, field.startsWith("+"));
    }
    return this;
  }

  @Override
  public void endLine() {
    text.append("\r\n");
    lineHasFields = false;
  }

  @Override
  public void end() {
    // CSV ends with its last line
  }

  @Override
  public byte[] take() {
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    text.setLength(0);
    return bytes;
  }

  /** What {@link DateTimeFormatter#ISO_OFFSET_DATE_TIME} writes, a million times. */
  static String isoWithOffset(OffsetDateTime local) {
    String text = InstantText.of(local.toLocalDateTime().toInstant(ZoneOffset.UTC));
    int end = text.length() - 1;
    while (local.getNano() != 0 && text.charAt(end - 1) == '0') {
      end--;
    }
    return text.substring(0, end) + local.getOffset().getId();
  }

  /** Writes a field that needs no quotes. */
  final void bare(String field) {
    if (lineHasFields) {
      text.append(separator);
    }
    lineHasFields = true;
    text.append(field);
  }

  /** Writes a field with quotes where it needs them. */
  final void quoted(String field, boolean always) {
    bare(always || needsQuotes(field) ? '"' + field.replace("\"", "\"\"") + '"' : field);
  }

  /** Whether a spreadsheet would run the text as a formula. */
  static boolean wouldRun(String text) {
    return !text.isEmpty()
        && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0
        && !NUMBER.matcher(text).matches();
  }

  private boolean needsQuotes(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == separator || c == '\r' || c == '\n') {
        return true;
      }
    }
    return false;
  }
}
