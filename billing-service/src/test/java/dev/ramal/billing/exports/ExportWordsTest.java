package dev.ramal.billing.exports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.fixtures.Golden;
import dev.ramal.billing.plans.Plan;
import dev.ramal.billing.plans.SeededPlans;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.rating.Samples;
import dev.ramal.billing.statement.FixedTerms;
import dev.ramal.billing.statement.FixedTerms.FixedPlan;
import dev.ramal.billing.statement.GeneratedEntries;
import dev.ramal.billing.statement.StatementCalculator;
import dev.ramal.billing.statement.Terms;
import dev.ramal.events.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ExportWordsTest {
  @DisplayName("BILL-87 the file keeps its columns, kinds and forms, byte for byte")
  @Test
  void shouldKeepTheFile() {
    // Given
    Plan plan = SeededPlans.of("essencial");
    StatementCalculator calculator =
        new StatementCalculator(new Terms(BillingMonth.at(Samples.NOVEMBER), plan, null));
    ExportLines file =
        ExportLines.of(
                BillingMonth.at(Samples.NOVEMBER),
                ExportFormat.CSV,
                ExportFormat.CSV.usualHeadings())
            .header();

    // When
    GeneratedEntries.of(3, new Random(2)).forEach(line -> file.add(calculator.add(line)));
    file.end(calculator.statement());

    // Then
    Golden.assertText("export.csv", new String(file.take(), UTF_8).replace("\r\n", "\n"));
  }

  @DisplayName("BILL-87 an export of before people were named stays the file that it was")
  @Test
  void shouldKeepOldFiles() {
    // Given
    StatementCalculator calculator =
        new StatementCalculator(
            new Terms(BillingMonth.at(Samples.NOVEMBER), SeededPlans.of("essencial"), null));
    ExportLines file = ExportLines.of(export("2/17/7")).header();

    // When
    GeneratedEntries.of(3, new Random(2)).forEach(line -> file.add(calculator.add(line)));
    file.end(calculator.statement());

    // Then
    Golden.assertText(
        "export-before-people.csv", new String(file.take(), UTF_8).replace("\r\n", "\n"));
  }

  @DisplayName("BILL-87 an export of before sources were named stays the file that it was")
  @Test
  void shouldKeepFilesOfTheLayoutBefore() {
    // Given
    StatementCalculator calculator =
        new StatementCalculator(
            new Terms(BillingMonth.at(Samples.NOVEMBER), SeededPlans.of("essencial"), null));
    ExportLines file = ExportLines.of(export("4/17/7")).header();

    // When
    GeneratedEntries.of(3, new Random(2)).forEach(line -> file.add(calculator.add(line)));
    file.end(calculator.statement());

    // Then
    Golden.assertText(
        "export-before-sources.csv", new String(file.take(), UTF_8).replace("\r\n", "\n"));
  }

  @DisplayName("BILL-486 an export of before lines named their margin stays the file that it was")
  @Test
  void shouldKeepFilesWithoutMargin() {
    // Given
    StatementCalculator calculator =
        new StatementCalculator(
            new Terms(BillingMonth.at(Samples.NOVEMBER), SeededPlans.of("essencial"), null));
    ExportLines file = ExportLines.of(export("5/17/7")).header();

    // When
    GeneratedEntries.of(3, new Random(2)).forEach(line -> file.add(calculator.add(line)));
    file.end(calculator.statement());

    // Then
    Golden.assertText(
        "export-before-margin.csv", new String(file.take(), UTF_8).replace("\r\n", "\n"));
    assertThat(file.sums().controlTotals())
        .extracting(ControlTotal::column)
        .doesNotContain("margin");
    assertThat(Column.explained(5)).hasSize(35).noneMatch(row -> row.contains("margin"));
  }

  @DisplayName("BILL-87 an export keeps the words of its answer")
  @Test
  void shouldKeepTheAnswer() {
    // Given
    Export export = export("3/17/7");

    // When
    ExportView view = ExportView.of(export);

    // Then
    Golden.assertJson("export.json", view);
  }

  private static Export export(String madeWith) {
    UUID id = UUID.fromString("0196a000-0000-7000-8000-000000000000");
    return new Export(
        id,
        BillingMonth.of("2026-11"),
        ExportFormat.CSV,
        HeadingLanguage.ENGLISH,
        new FixedTerms(
            List.of(new FixedPlan(LocalDate.of(2026, 11, 1), id)), "volume-2024.1", null),
        "1:2:",
        madeWith,
        3,
        4,
        "abc",
        Money.brl("1"),
        Money.brl("2"),
        "davi",
        Samples.NOVEMBER);
  }
}
