package dev.ramal.billing.exports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.ledger.MonthEntry;
import dev.ramal.billing.plans.SeededPlans;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.rating.Samples;
import dev.ramal.billing.statement.GeneratedEntries;
import dev.ramal.billing.statement.StatementCalculator;
import dev.ramal.billing.statement.Terms;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ControlTotalsTest {
  private static final BillingMonth NOVEMBER = BillingMonth.at(Samples.NOVEMBER);

  @DisplayName("BILL-349 control totals are the sums of the columns, entry by entry, use by use")
  @ParameterizedTest
  @EnumSource(
      value = ExportFormat.class,
      names = {"CSV", "CSV_BY_USAGE"})
  void shouldBeTheSumsOfTheColumns(ExportFormat format) {
    // Given
    List<MonthEntry> entries = GeneratedEntries.of(700, new Random(349));
    StatementCalculator calculator =
        new StatementCalculator(new Terms(NOVEMBER, SeededPlans.of("essencial"), null));
    ExportLines lines = ExportLines.of(NOVEMBER, format, HeadingLanguage.ENGLISH).header();

    // When
    entries.forEach(entry -> lines.add(calculator.add(entry)));
    lines.end(calculator.statement());

    // Then
    List<String[]> rows =
        new String(lines.take(), UTF_8).lines().map(line -> line.split(",", -1)).toList();
    FileSums sums = lines.sums();
    for (ControlTotal total : sums.controlTotals()) {
      assertThat(total.sum().amount())
          .as(total.column())
          .isEqualByComparingTo(sum(rows, total.column(), total.sum().currency()));
    }
    assertThat(sums.price()).isEqualByComparingTo(calculator.statement().total().amount());
    assertThat(sums.cost()).isEqualByComparingTo(calculator.statement().cost().amount());
    assertThat(lines.ofLedger().costBeforeDiscount())
        .isEqualByComparingTo(
            entries.stream()
                .map(entry -> entry.cost().amount())
                .reduce(BigDecimal.ZERO, BigDecimal::add));
    assertThat(lines.ofLedger().listPrice())
        .isEqualByComparingTo(
            entries.stream()
                .map(entry -> entry.price().amount())
                .reduce(BigDecimal.ZERO, BigDecimal::add));
  }

  private static BigDecimal sum(List<String[]> rows, String column, String currency) {
    List<String> header = Arrays.asList(rows.get(0));
    int at = header.indexOf(column);
    int of = header.indexOf(column.equals("carrier_price") ? "carrier_currency" : "currency");
    return rows.stream()
        .skip(1)
        .filter(row -> !row[at].isEmpty() && row[of].equals(currency))
        .map(row -> new BigDecimal(row[at]))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
