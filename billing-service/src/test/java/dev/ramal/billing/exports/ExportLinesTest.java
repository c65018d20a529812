package dev.ramal.billing.exports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.plans.SeededPlans;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.rating.Samples;
import dev.ramal.billing.statement.GeneratedEntries;
import dev.ramal.billing.statement.Statement;
import dev.ramal.billing.statement.StatementCalculator;
import dev.ramal.billing.statement.Terms;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ExportLinesTest {
  @Property(tries = 12)
  @Label("BILL-72 thousands of entries add up to the summary, to the last decimal")
  void shouldAddUpToTheStatement(
      @ForAll @IntRange(min = 1000, max = 5000) int count,
      @ForAll @IntRange(min = 0, max = 1) int plan,
      @ForAll Random random) {
    // Given
    StatementCalculator calculator =
        new StatementCalculator(
            new Terms(
                BillingMonth.at(Samples.NOVEMBER),
                plan == 0 ? null : SeededPlans.of("essencial"),
                null));

    // When
    List<String> file = new ArrayList<>();
    GeneratedEntries.of(count, random)
        .forEach(line -> file.add(ExportLines.of(calculator.add(line))));
    file.addAll(ExportLines.ending(calculator.statement()));

    // Then
    Statement statement = calculator.statement();
    assertThat(sum(file, "price")).isEqualByComparingTo(statement.total().amount());
    assertThat(sum(file, "cost")).isEqualByComparingTo(statement.cost().amount());
  }

  @Test
  void shouldHaveAFieldForEveryColumn() {
    // Given
    StatementCalculator calculator =
        new StatementCalculator(
            new Terms(BillingMonth.at(Samples.NOVEMBER), SeededPlans.of("essencial"), null));

    // When
    String line = ExportLines.of(calculator.add(GeneratedEntries.of(1, new Random(1)).get(0)));

    // Then
    assertThat(line.split(",", -1)).hasSize(ExportLines.HEADER.size());
    assertThat(ExportLines.ending(calculator.statement()))
        .allMatch(end -> end.split(",", -1).length == ExportLines.HEADER.size());
  }

  private static BigDecimal sum(List<String> file, String column) {
    int index = ExportLines.HEADER.indexOf(column);
    return file.stream()
        .map(line -> new BigDecimal(line.strip().split(",", -1)[index]))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
