package dev.ramal.billing.exports;

import dev.ramal.billing.rating.BillingMonth;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A workbook (ECMA-376) with typed cells: amounts are numbers, days are days, times are those of
 * São Paulo, and text is text, phone numbers and codes of digits included. A sheet that is full is
 * followed by another with the same headings.
 *
 * <p>Spreadsheets compute with 15 digits. An amount that has more is text, every digit of it:
 * nobody adds up one that was rounded behind their back.
 *
 * <p>Written while it is read, in little memory, and the same bytes every time; libraries write the
 * time of writing into it.
 */
final class Xlsx implements TableFile {
  /** Of a sheet, headings included; no spreadsheet reads more. */
  static final int MOST_ROWS = 1_048_576;

  /** Digits that a spreadsheet keeps of a number. */
  static final int MOST_DIGITS = 15;

  private static final LocalDateTime FIXED = LocalDateTime.of(1980, 1, 1, 0, 0);
  private static final LocalDate DAY_ZERO = LocalDate.of(1899, 12, 30);
  private static final BigDecimal SECONDS_OF_A_DAY = BigDecimal.valueOf(86_400);

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 * 1024);
  private final ZipOutputStream zip = new ZipOutputStream(bytes);
  private final StringBuilder xml = new StringBuilder(64 * 1024);
  private final String name;
  private final int mostRows;
  private final boolean exact;
  private final List<String> names = new ArrayList<>();
  private List<String> headings;
  private int row;
  private int column;

  /**
   * @param name of the sheets
   */
  Xlsx(String name, int mostRows) {
    this(name, mostRows, true);
  }

  /**
   * The same.
   *
   * @param exact whether an amount that a spreadsheet would round is text
   */
  Xlsx(String name, int mostRows, boolean exact) {
    this.name = name;
    this.mostRows = mostRows;
    this.exact = exact;
    zip.setLevel(Deflater.BEST_SPEED);
  }

  @Override
  public void header(List<String> columns) {
    headings = List.copyOf(columns);
    beginSheet();
  }

  @Override
  public TableFile field(Object value) {
    if (column == 0) {
      if (row == mostRows) {
        endSheet();
        beginSheet();
      }
      beginRow();
    }
    cell(value);
    column++;
    return this;
  }

  @Override
  public void endLine() {
    xml.append("</row>");
    column = 0;
  }

  @Override
  public void explain(String sheet, List<? extends List<?>> rows) {
    endSheet();
    names.add(sheet);
    row = 0;
    begin("xl/worksheets/sheet" + names.size() + ".xml");
    xml.append(XlsxParts.sheetBegin(rows.get(0).size()));
    for (List<?> fields : rows) {
      beginRow();
      for (Object field : fields) {
        if (row == 1) {
          text(field.toString(), XlsxParts.HEADING);
        } else {
          cell(field);
        }
        column++;
      }
      endLine();
    }
  }

  @Override
  public void end() {
    endSheet();
    part("xl/styles.xml", XlsxParts.STYLES);
    part("xl/workbook.xml", XlsxParts.workbook(names));
    part("xl/_rels/workbook.xml.rels", XlsxParts.relations(names.size()));
    part("_rels/.rels", XlsxParts.PACKAGE);
    part("[Content_Types].xml", XlsxParts.contentTypes(names.size()));
    try {
      zip.finish();
    } catch (IOException e) {
      throw new UncheckedIOException("memory never fails to be written to", e);
    }
  }

  @Override
  public byte[] take() {
    flush();
    byte[] taken = bytes.toByteArray();
    bytes.reset();
    return taken;
  }

  private void beginSheet() {
    names.add(names.isEmpty() ? name : name + " (" + (names.size() + 1) + ")");
    row = 0;
    begin("xl/worksheets/sheet" + names.size() + ".xml");
    xml.append(XlsxParts.sheetBegin(headings.size()));
    beginRow();
    for (String heading : headings) {
      text(heading, XlsxParts.HEADING);
      column++;
    }
    endLine();
  }

  private void endSheet() {
    xml.append(XlsxParts.SHEET_END);
    flush();
  }

  private void beginRow() {
    row++;
    xml.append("<row r=\"").append(row).append("\">");
  }

  private void cell(Object value) {
    if (value instanceof BigDecimal number) {
      amount(number);
    } else if (value instanceof Long number) {
      number(number.toString(), XlsxParts.INTEGER);
    } else if (value instanceof Instant instant) {
      number(serial(instant.atZone(BillingMonth.ZONE).toLocalDateTime()), XlsxParts.TIME);
    } else if (value instanceof OffsetDateTime local) {
      text(BrazilianCsv.withOffset(local), XlsxParts.TEXT);
    } else if (value instanceof LocalDate day) {
      number(String.valueOf(ChronoUnit.DAYS.between(DAY_ZERO, day)), XlsxParts.DAY);
    } else if (value instanceof BillingMonth month) {
      LocalDate first = month.value().atDay(1);
      number(String.valueOf(ChronoUnit.DAYS.between(DAY_ZERO, first)), XlsxParts.MONTH);
    } else if (value != null) {
      text(value.toString(), XlsxParts.TEXT);
    }
  }

  private void amount(BigDecimal amount) {
    if (exact && isRounded(amount)) {
      text(amount.toPlainString(), XlsxParts.TEXT);
    } else {
      number(amount.toPlainString(), XlsxParts.AMOUNT);
    }
  }

  /** Zeros at its end are no digits that are lost. */
  private static boolean isRounded(BigDecimal amount) {
    return amount.precision() > MOST_DIGITS
        && amount.stripTrailingZeros().precision() > MOST_DIGITS;
  }

  /** Days since day zero, the time as a fraction of a day. */
  private static String serial(LocalDateTime time) {
    BigDecimal seconds = BigDecimal.valueOf(time.toLocalTime().toSecondOfDay());
    return BigDecimal.valueOf(ChronoUnit.DAYS.between(DAY_ZERO, time.toLocalDate()))
        .add(seconds.divide(SECONDS_OF_A_DAY, 10, java.math.RoundingMode.HALF_EVEN))
        .toPlainString();
  }

  private void number(String digits, int style) {
    cellBegin(style).append("\"><v>").append(digits).append("</v></c>");
  }

  private void text(String text, int style) {
    cellBegin(style).append("\" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
    XlsxParts.escape(text, xml);
    xml.append("</t></is></c>");
  }

  private StringBuilder cellBegin(int style) {
    xml.append("<c r=\"").append(XlsxParts.letters(column)).append(row);
    return xml.append("\" s=\"").append(style);
  }

  private void part(String path, String content) {
    begin(path);
    xml.append(content);
    flush();
  }

  private void begin(String path) {
    ZipEntry entry = new ZipEntry(path);
    entry.setTimeLocal(FIXED);
    try {
      zip.putNextEntry(entry);
    } catch (IOException e) {
      throw new UncheckedIOException("memory never fails to be written to", e);
    }
    xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
  }

  private void flush() {
    try {
      zip.write(xml.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("memory never fails to be written to", e);
    }
    xml.setLength(0);
  }
}
