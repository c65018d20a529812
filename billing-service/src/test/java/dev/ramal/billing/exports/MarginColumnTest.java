package dev.ramal.billing.exports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.plans.SeededPlans;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.rating.Samples;
import dev.ramal.billing.statement.GeneratedEntries;
import dev.ramal.billing.statement.Statement;
import dev.ramal.billing.statement.StatementCalculator;
import dev.ramal.billing.statement.Terms;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Of a month on a plan: usage, fee and roundings all have a margin. */
class MarginColumnTest {
  private static final BillingMonth NOVEMBER = BillingMonth.at(Samples.NOVEMBER);

  @DisplayName("BILL-486 each line names its margin, and the column adds up to the summary's")
  @ParameterizedTest
  @EnumSource(
      value = ExportFormat.class,
      names = {"CSV", "CSV_BY_USAGE", "CSV_PT_BR"})
  void shouldNameTheMarginOfEachLine(ExportFormat format) {
    // Given
    StatementCalculator month = month();

    // When
    ExportLines lines = written(month, format);

    // Then
    boolean brazilian = format == ExportFormat.CSV_PT_BR;
    List<String[]> rows =
        new String(lines.take(), UTF_8)
            .lines()
            .map(line -> line.split(brazilian ? ";" : ",", -1))
            .toList();
    Statement statement = month.statement();
    assertThat(rows.get(0)).endsWith(brazilian ? "Margem" : "margin");
    BigDecimal sum = BigDecimal.ZERO;
    for (String[] row : rows.subList(1, rows.size())) {
      BigDecimal margin = number(row, Column.MARGIN);
      assertThat(margin)
          .isEqualByComparingTo(number(row, Column.PRICE).subtract(number(row, Column.COST)));
      sum = sum.add(margin);
    }
    assertThat(sum).isEqualByComparingTo(statement.margin().amount());
    assertThat(lines.sums().margin()).isEqualByComparingTo(sum);
    assertThat(rows).anyMatch(row -> number(row, Column.MARGIN).signum() < 0);
    assertThat(rows.subList(1, rows.size()))
        .extracting(row -> row[0])
        .contains("plan-fee", "rounding");
  }

  @DisplayName("BILL-486 the margin is a number in the workbook")
  @Test
  void shouldBeANumberInTheWorkbook() throws IOException {
    // Given
    StatementCalculator month = month();

    // When
    byte[] bytes = written(month, ExportFormat.XLSX).take();

    // Then
    try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(bytes))) {
      Sheet sheet = book.getSheetAt(0);
      BigDecimal sum = BigDecimal.ZERO;
      for (int n = 1; n <= sheet.getLastRowNum(); n++) {
        sum = sum.add(cell(sheet.getRow(n), Column.MARGIN));
        assertThat(cell(sheet.getRow(n), Column.MARGIN))
            .isEqualByComparingTo(
                cell(sheet.getRow(n), Column.PRICE)
                    .subtract(cell(sheet.getRow(n), Column.COST))
                    .setScale(6, RoundingMode.HALF_EVEN));
      }
      assertThat(sum).isEqualByComparingTo(month.statement().margin().amount());
    }
  }

  @DisplayName("BILL-486 the margin is an exact decimal of both Parquet files")
  @ParameterizedTest
  @EnumSource(
      value = ExportFormat.class,
      names = {"PARQUET", "PARQUET_BY_USAGE"})
  void shouldBeADecimalInParquet(ExportFormat format, @TempDir Path folder) throws Exception {
    // Given
    StatementCalculator month = month();
    Path file = Files.write(folder.resolve("month.parquet"), written(month, format).take());

    // When
    try (Connection duck = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
        ResultSet found =
            duck.createStatement()
                .executeQuery(
                    ("select sum(margin), count(*) filter (where margin is distinct from"
                            + " price - cost), min(typeof(margin)) from '%s'")
                        .formatted(file))) {

      // Then
      assertThat(found.next()).isTrue();
      assertThat(found.getBigDecimal(1)).isEqualByComparingTo(month.statement().margin().amount());
      assertThat(found.getLong(2)).isZero();
      assertThat(found.getString(3)).isEqualTo("DECIMAL(18,6)");
    }
  }

  private static StatementCalculator month() {
    return new StatementCalculator(new Terms(NOVEMBER, SeededPlans.of("essencial"), null));
  }

  private static ExportLines written(StatementCalculator month, ExportFormat format) {
    ExportLines lines = ExportLines.of(NOVEMBER, format, format.usualHeadings()).header();
    GeneratedEntries.of(300, new Random(486)).forEach(entry -> lines.add(month.add(entry)));
    return lines.end(month.statement());
  }

  private static BigDecimal cell(Row row, Column column) {
    return BigDecimal.valueOf(row.getCell(column.ordinal()).getNumericCellValue());
  }

  private static BigDecimal number(String[] row, Column column) {
    String text = row[column.ordinal()].replace("\"", "").replace(',', '.');
    return new BigDecimal(text.equals(column.wire()) || text.equals(column.heading()) ? "0" : text);
  }
}
