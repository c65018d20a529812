package dev.ramal.billing.exports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.billing.plans.SeededPlans;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.rating.Samples;
import dev.ramal.billing.statement.GeneratedEntries;
import dev.ramal.billing.statement.StatementCalculator;
import dev.ramal.billing.statement.Terms;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Read by hyparquet in Node.js, as a frontend would. */
@EnabledIf("dev.ramal.billing.exports.ParquetInJavaScript#isPossible")
class ParquetInJavaScriptTest {
  private static final BillingMonth NOVEMBER = BillingMonth.at(Samples.NOVEMBER);

  @TempDir Path folder;

  @DisplayName("BILL-401 a reader in JavaScript adds a month up to its control totals, exactly")
  @Test
  void shouldAddUpInJavaScript() throws Exception {
    // Given
    StatementCalculator calculator =
        new StatementCalculator(new Terms(NOVEMBER, SeededPlans.of("profissional"), null));
    ExportLines lines =
        ExportLines.of(NOVEMBER, ExportFormat.PARQUET, HeadingLanguage.ENGLISH).header();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    GeneratedEntries.of(1_500, new Random(401))
        .forEach(
            entry -> {
              lines.add(calculator.add(entry));
              bytes.writeBytes(lines.take());
            });
    bytes.writeBytes(lines.end(calculator.statement()).take());
    Path file = Files.write(folder.resolve("month.parquet"), bytes.toByteArray());

    // When
    JsonNode rows = ParquetInJavaScript.read(file).path("exact");

    // Then
    assertThat(rows).hasSize((int) lines.rows());
    for (ControlTotal total : lines.sums().controlTotals()) {
      BigDecimal sum = BigDecimal.ZERO;
      for (JsonNode row : rows) {
        sum = sum.add(new BigDecimal(row.path(total.column()).asText("0")));
      }
      assertThat(sum).as(total.column()).isEqualByComparingTo(total.sum().amount());
    }
    assertThat(rows.get(0).path("occurred_at").asText())
        .isEqualTo("" + ChronoUnit.MICROS.between(Instant.EPOCH, Samples.NOVEMBER));
    assertThat(rows.get(0).path("party").asText()).startsWith("+55");
    assertThat(rows.get((int) lines.rows() - 1).path("occurred_at").isNull()).isTrue();
  }

  @DisplayName("BILL-401 in JavaScript every digit and microsecond is there, not in its numbers")
  @Test
  void shouldKeepEveryDigitInJavaScript() throws Exception {
    // Given
    Instant moment = Instant.parse("2026-12-01T02:59:59.123456Z");
    ParquetTable table =
        new ParquetTable(
            List.of(
                Column.OCCURRED_AT,
                Column.QUANTITY,
                Column.EXCHANGE_RATE,
                Column.EXCHANGE_DATE,
                Column.COST,
                Column.PRICE));
    table.header(List.of("", "", "", "", "", ""));
    table
        .field(moment)
        .field(9_007_199_254_740_993L)
        .field(new BigDecimal("5.43210987"))
        .field(LocalDate.of(2026, 11, 30))
        .field(new BigDecimal("123456789012.345678"))
        .field(new BigDecimal("-0.000001"))
        .endLine();
    table.end();
    Path file = Files.write(folder.resolve("one.parquet"), table.take());

    // When
    JsonNode read = ParquetInJavaScript.read(file);

    // Then
    JsonNode exact = read.path("exact").path(0);
    assertThat(exact.path("occurred_at").asText())
        .isEqualTo("" + ChronoUnit.MICROS.between(Instant.EPOCH, moment));
    assertThat(exact.path("quantity").asText()).isEqualTo("9007199254740993");
    assertThat(exact.path("exchange_rate").asText()).isEqualTo("5.43210987");
    assertThat(exact.path("exchange_date").asText()).startsWith("2026-11-30T00:00:00");
    assertThat(exact.path("cost").asText()).isEqualTo("123456789012.345678");
    assertThat(exact.path("price").asText()).isEqualTo("-0.000001");
    JsonNode usual = read.path("usual").path(0);
    assertThat(usual.path("cost").isNumber()).isTrue();
    assertThat(usual.path("cost").decimalValue()).isNotEqualByComparingTo("123456789012.345678");
    assertThat(usual.path("occurred_at").asText()).isEqualTo("2026-12-01T02:59:59.123Z");
  }
}
