package dev.ramal.billing.exports;

import dev.ramal.billing.rating.BillingMonth;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * CSV that opens by double click where the language is Portuguese (Brazil): semicolons, decimal
 * comma, a byte order mark, times of São Paulo, headings in Portuguese.
 *
 * <p>A spreadsheet makes numbers and days of whatever looks like one, quotes or not: {@code
 * +5511987654321} would become {@code 5,51199E+12}. Text that it would read so gets an apostrophe
 * in front, the mark by which a spreadsheet knows text; every digit survives behind it.
 */
final class BrazilianCsv extends Csv {
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MM/uuuu HH:mm:ss", Locale.ROOT).withZone(BillingMonth.ZONE);
  private static final DateTimeFormatter LOCAL_TIME =
      DateTimeFormatter.ofPattern("dd/MM/uuuu HH:mm:ss '(UTC'xxx')'", Locale.ROOT);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("dd/MM/uuuu", Locale.ROOT);
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("MM/uuuu", Locale.ROOT);

  /** Numbers, days and times in any of their forms, exponents and months by name included. */
  private static final Pattern READ_AS_SOMETHING_ELSE =
      Pattern.compile(
          "(?i)(?=.*\\d)[\\d\\s.,:/()%+-]*(e|jan|fev|mar|abr|mai|jun|jul|ago|set|out|nov|dez)?"
              + "[\\d\\s.,:/()%+-]*");

  private final boolean quotesNumbers;

  /**
   * @param quotesNumbers whether decimals have quotes. Without them LibreOffice splits them: the
   *     dialog by which it opens CSV takes commas for separators beside semicolons
   */
  BrazilianCsv(boolean quotesNumbers) {
    super(';');
    this.quotesNumbers = quotesNumbers;
  }

  @Override
  public void header(List<String> headings) {
    bare(BYTE_ORDER_MARK + headings.get(0));
    headings.stream().skip(1).forEach(this::bare);
    endLine();
  }

  @Override
  public Csv field(Object value) {
    if (value instanceof BigDecimal number) {
      String decimal = number.toPlainString().replace('.', ',');
      quoted(decimal, quotesNumbers && decimal.indexOf(',') >= 0);
    } else if (value instanceof Long number) {
      bare(number.toString());
    } else if (value instanceof Instant instant) {
      bare(TIME.format(instant));
    } else if (value instanceof OffsetDateTime local) {
      bare(withOffset(local));
    } else if (value instanceof LocalDate day) {
      bare(DAY.format(day));
    } else if (value instanceof BillingMonth month) {
      bare(MONTH.format(month.value()));
    } else {
      text(value == null ? "" : value.toString());
    }
    return this;
  }

  /** A time that no spreadsheet takes for one: its offset would be lost. */
  static String withOffset(OffsetDateTime local) {
    return LOCAL_TIME.format(local);
  }

  private void text(String text) {
    boolean marked = wouldRun(text) || READ_AS_SOMETHING_ELSE.matcher(text).matches();
    quoted(marked ? "'" + text : text, false);
  }
}
