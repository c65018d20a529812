package dev.ramal.billing.exports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.plans.SeededPlans;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.rating.Samples;
import dev.ramal.billing.statement.GeneratedEntries;
import dev.ramal.billing.statement.Statement;
import dev.ramal.billing.statement.StatementCalculator;
import dev.ramal.billing.statement.Terms;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Read back by Apache POI, which knows nothing of what wrote it. */
class XlsxTest {
  private static final List<String> COLUMNS = List.of("Número", "Preço", "Data e hora (São Paulo)");

  @DisplayName("BILL-146 phone numbers and codes are text, amounts are numbers, times are times")
  @Test
  void shouldKeepEveryType() throws IOException {
    // Given
    List<Object> fields =
        Arrays.asList(
            "+5511987654321",
            "27182",
            "0800",
            "=1+1",
            "ação <&> \"x\"\u0000\uD800 y",
            new BigDecimal("0.082940"),
            new BigDecimal("1E+2"),
            new BigDecimal("-1234567.891234"),
            42L,
            Instant.parse("2026-12-01T02:30:01Z"),
            LocalDate.of(2026, 1, 31),
            BillingMonth.of("2026-11"),
            null);

    // When
    Row row = read(rows(10, List.of(fields))).getSheetAt(0).getRow(1);

    // Then
    assertThat(texts(row, 5))
        .containsExactly("+5511987654321", "27182", "0800", "=1+1", "ação <&> \"x\" y");
    assertThat(row.getCell(0).getCellStyle().getDataFormatString()).isEqualTo("@");
    assertThat(row.getCell(5).getNumericCellValue()).isEqualTo(0.08294);
    assertThat(row.getCell(6).getNumericCellValue()).isEqualTo(100);
    assertThat(row.getCell(7).getNumericCellValue()).isEqualTo(-1234567.891234);
    assertThat(row.getCell(7).getCellStyle().getDataFormatString()).isEqualTo("#,##0.00####");
    assertThat(row.getCell(8).getNumericCellValue()).isEqualTo(42);
    assertThat(row.getCell(9).getLocalDateTimeCellValue())
        .isEqualTo(LocalDateTime.of(2026, 11, 30, 23, 30, 1));
    assertThat(row.getCell(10).getLocalDateTimeCellValue().toLocalDate())
        .isEqualTo(LocalDate.of(2026, 1, 31));
    assertThat(row.getCell(11).getLocalDateTimeCellValue().toLocalDate())
        .isEqualTo(LocalDate.of(2026, 11, 1));
    for (int dated = 9; dated < 12; dated++) {
      assertThat(DateUtil.isCellDateFormatted(row.getCell(dated))).isTrue();
    }
    assertThat(row.getCell(12)).isNull();
  }

  @DisplayName("BILL-147 a sheet that is full is followed by another, and no row is lost")
  @Test
  void shouldSplitAtTheLimit() throws IOException {
    // Given
    List<List<Object>> rows =
        java.util.stream.IntStream.rangeClosed(1, 25)
            .mapToObj(n -> List.<Object>of("n" + n, (long) n))
            .toList();

    // When
    XSSFWorkbook book = read(rows(11, rows));

    // Then
    assertThat(book.getNumberOfSheets()).isEqualTo(3);
    assertThat(book.getSheetName(0)).isEqualTo("2026-11");
    assertThat(book.getSheetName(2)).isEqualTo("2026-11 (3)");
    assertThat(Xlsx.MOST_ROWS).isEqualTo(1_048_576);
    int sum = 0;
    for (Sheet sheet : book) {
      assertThat(sheet.getLastRowNum()).isLessThan(11);
      assertThat(texts(sheet.getRow(0), 3))
          .containsExactly("Número", "Preço", "Data e hora (São Paulo)");
      for (int n = 1; n <= sheet.getLastRowNum(); n++) {
        sum += (int) sheet.getRow(n).getCell(1).getNumericCellValue();
      }
    }
    assertThat(sum).isEqualTo(325);
  }

  @DisplayName(
      "BILL-148 the workbook's price adds up to the statement, and is the same bytes again")
  @Test
  void shouldAddUpAndBeTheSameAgain() throws IOException {
    // Given
    byte[] once = month();

    // When
    byte[] again = month();

    // Then
    assertThat(again).isEqualTo(once);
    Sheet columns = read(once).getSheet("Colunas");
    assertThat(columns.getLastRowNum()).isEqualTo(Column.values().length);
    assertThat(texts(columns.getRow(27), 2)).containsExactly("Preço", "price");
    Sheet sheet = read(once).getSheetAt(0);
    int price = Column.PRICE.ordinal();
    BigDecimal sum = BigDecimal.ZERO;
    for (int n = 1; n <= sheet.getLastRowNum(); n++) {
      Cell cell = sheet.getRow(n).getCell(price);
      assertThat(cell.getCellType()).isEqualTo(CellType.NUMERIC);
      sum = sum.add(BigDecimal.valueOf(cell.getNumericCellValue()));
    }
    assertThat(sum.setScale(6, RoundingMode.HALF_EVEN))
        .isEqualByComparingTo(statement().total().amount());
    int party = Column.PARTY.ordinal();
    assertThat(sheet.getRow(1).getCell(party).getCellType()).isEqualTo(CellType.STRING);
  }

  @DisplayName("BILL-403 totals are a sheet of their own, of numbers, and are the control totals")
  @Test
  void shouldTellTotals() throws IOException {
    // Given
    ExportLines lines =
        ExportLines.of(
            BillingMonth.at(Samples.NOVEMBER), ExportFormat.XLSX, HeadingLanguage.PORTUGUESE);

    // When
    Statement statement = calculated(lines);
    XSSFWorkbook book = read(lines.take());

    // Then
    assertThat(book)
        .extracting(Sheet::getSheetName)
        .containsExactly("2026-11", "Totais", "Colunas");
    Sheet totals = book.getSheet("Totais");
    assertThat(texts(totals.getRow(0), 3)).containsExactly("Coluna", "Moeda", "Total");
    List<ControlTotal> expected = lines.sums().controlTotals();
    assertThat(totals.getLastRowNum()).isEqualTo(expected.size());
    for (int n = 1; n <= expected.size(); n++) {
      ControlTotal total = expected.get(n - 1);
      Row row = totals.getRow(n);
      assertThat(row.getCell(1).getStringCellValue()).isEqualTo(total.sum().currency());
      assertThat(row.getCell(2).getCellType()).isEqualTo(CellType.NUMERIC);
      assertThat(row.getCell(2).getCellStyle().getDataFormatString()).isEqualTo("#,##0.00####");
      assertThat(BigDecimal.valueOf(row.getCell(2).getNumericCellValue()))
          .isEqualByComparingTo(total.sum().amount());
    }
    assertThat(texts(totals.getRow(expected.size() - 1), 2)).containsExactly("Preço", "BRL");
    assertThat(expected.get(expected.size() - 2).sum()).isEqualTo(statement.total());
    assertThat(texts(totals.getRow(expected.size()), 2)).containsExactly("Margem", "BRL");
    assertThat(expected.get(expected.size() - 1).sum()).isEqualTo(statement.margin());
    assertThat(texts(book.getSheetAt(0).getRow(book.getSheetAt(0).getLastRowNum()), 1))
        .as("no row to be added up with the others")
        .doesNotContain("Total");
  }

  @DisplayName("BILL-404 an amount of more digits than a spreadsheet keeps is text, none rounded")
  @Test
  void shouldRoundNoAmount() throws IOException {
    // Given
    List<String> kept = List.of("123456789.123456", "-999999999.999999", "1234567890.500000");
    List<String> wider = List.of("1234567890.123456", "-123456789012.345678");
    List<Object> fields =
        java.util.stream.Stream.concat(kept.stream(), wider.stream())
            .<Object>map(BigDecimal::new)
            .toList();

    // When
    Row row = read(rows(10, List.of(fields))).getSheetAt(0).getRow(1);

    // Then
    for (int n = 0; n < kept.size(); n++) {
      assertThat(BigDecimal.valueOf(row.getCell(n).getNumericCellValue()))
          .isEqualByComparingTo(kept.get(n));
    }
    for (int n = 0; n < wider.size(); n++) {
      Cell cell = row.getCell(kept.size() + n);
      assertThat(cell.getCellType()).isEqualTo(CellType.STRING);
      assertThat(cell.getStringCellValue()).isEqualTo(wider.get(n));
      assertThat(new BigDecimal(wider.get(n)).round(new java.math.MathContext(15)))
          .as("what a spreadsheet would have made of it")
          .isNotEqualByComparingTo(wider.get(n));
    }
  }

  private static Statement statement() {
    return calculated(
        ExportLines.of(
            BillingMonth.at(Samples.NOVEMBER), ExportFormat.CSV, ExportFormat.CSV.usualHeadings()));
  }

  private static byte[] month() {
    ExportLines lines =
        ExportLines.of(
            BillingMonth.at(Samples.NOVEMBER),
            ExportFormat.XLSX,
            ExportFormat.XLSX.usualHeadings());
    calculated(lines);
    return lines.take();
  }

  private static Statement calculated(ExportLines lines) {
    StatementCalculator calculator =
        new StatementCalculator(
            new Terms(BillingMonth.at(Samples.NOVEMBER), SeededPlans.of("essencial"), null));
    lines.header();
    GeneratedEntries.of(500, new Random(3)).forEach(line -> lines.add(calculator.add(line)));
    Statement statement = calculator.statement();
    lines.end(statement);
    return statement;
  }

  private static byte[] rows(int mostRows, List<List<Object>> rows) throws IOException {
    Xlsx file = new Xlsx("2026-11", mostRows);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    file.header(COLUMNS);
    for (List<Object> row : rows) {
      row.forEach(file::field);
      file.endLine();
      bytes.write(file.take());
    }
    file.end();
    bytes.write(file.take());
    return bytes.toByteArray();
  }

  private static XSSFWorkbook read(byte[] file) throws IOException {
    return new XSSFWorkbook(new ByteArrayInputStream(file));
  }

  private static List<String> texts(Row row, int count) {
    return java.util.stream.IntStream.range(0, count)
        .mapToObj(n -> row.getCell(n).getStringCellValue())
        .toList();
  }
}
