package dev.ramal.billing.exports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.conditions.Agreed;
import dev.ramal.billing.conditions.Conditions;
import dev.ramal.billing.fixtures.Golden;
import dev.ramal.billing.ledger.MonthEntry;
import dev.ramal.billing.plans.PlanMonth;
import dev.ramal.billing.plans.PlanMonth.PlanFrom;
import dev.ramal.billing.plans.SeededPlans;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.rating.Converted;
import dev.ramal.billing.rating.ExchangeRate;
import dev.ramal.billing.rating.Samples;
import dev.ramal.billing.statement.GeneratedEntries;
import dev.ramal.billing.statement.Statement;
import dev.ramal.billing.statement.StatementCalculator;
import dev.ramal.billing.statement.Terms;
import dev.ramal.events.EventJson;
import dev.ramal.events.Money;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExportLinesTest {
  private static final BillingMonth NOVEMBER = BillingMonth.at(Samples.NOVEMBER);
  private static final String SOURCE = "Banco Central, PTAX";

  @Property(tries = 12)
  @Label("BILL-72 thousands of entries add up to the summary, to the last decimal")
  void shouldAddUpToTheStatement(
      @ForAll @IntRange(min = 1000, max = 5000) int count,
      @ForAll @IntRange(min = 0, max = 2) int plan,
      @ForAll Random random) {
    // Given
    Terms terms =
        plan == 2
            ? divided()
            : new Terms(NOVEMBER, plan == 0 ? null : SeededPlans.of("essencial"), null);
    StatementCalculator calculator = new StatementCalculator(terms);

    // When
    ExportLines lines =
        ExportLines.of(NOVEMBER, ExportFormat.CSV, ExportFormat.CSV.usualHeadings());
    GeneratedEntries.of(count, random).forEach(line -> lines.add(calculator.add(line)));
    lines.end(calculator.statement());

    // Then
    List<String> file = new String(lines.take(), UTF_8).lines().toList();
    Statement statement = calculator.statement();
    assertThat(sum(file, "price")).isEqualByComparingTo(statement.total().amount());
    assertThat(sum(file, "cost")).isEqualByComparingTo(statement.cost().amount());
  }

  @Test
  void shouldHaveAFieldForEveryColumn() {
    // Given
    StatementCalculator calculator =
        new StatementCalculator(new Terms(NOVEMBER, SeededPlans.of("essencial"), null));

    // When
    ExportLines lines =
        ExportLines.of(NOVEMBER, ExportFormat.CSV, ExportFormat.CSV.usualHeadings());
    lines.add(calculator.add(GeneratedEntries.of(1, new Random(1)).get(0)));
    lines.end(calculator.statement());

    // Then
    assertThat(new String(lines.take(), UTF_8).lines())
        .hasSizeGreaterThan(1)
        .allMatch(line -> line.split(",", -1).length == Column.values().length);
  }

  @DisplayName("BILL-405 the source of an exchange rate stands beside rate and date")
  @ParameterizedTest
  @EnumSource(
      value = ExportFormat.class,
      names = {"CSV", "CSV_BY_USAGE", "CSV_PT_BR"})
  void shouldNameTheSourceOfAnExchangeRate(ExportFormat format) {
    // When
    byte[] bytes = converted(format);

    // Then
    List<String> file = new String(bytes, UTF_8).lines().toList();
    String rateAndDay =
        format == ExportFormat.CSV_PT_BR
            ? ";USD;\"5,4321\";09/11/2026;"
            : ",USD,5.4321,2026-11-09,";
    assertThat(file.get(0))
        .contains(format == ExportFormat.CSV_PT_BR ? ";Fonte do câmbio;" : ",exchange_source,");
    assertThat(file.get(1))
        .contains(rateAndDay)
        .contains(
            format == ExportFormat.CSV_PT_BR
                ? ";Banco Central, PTAX;"
                : ",\"Banco Central, PTAX\",");
  }

  @DisplayName("BILL-405 the source of an exchange rate is a column of the workbook")
  @Test
  void shouldNameTheSourceInTheWorkbook() throws IOException {
    // When
    byte[] bytes = converted(ExportFormat.XLSX);

    // Then
    try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(bytes))) {
      Row header = book.getSheetAt(0).getRow(0);
      Row line = book.getSheetAt(0).getRow(1);
      int source = Column.EXCHANGE_SOURCE.ordinal();
      assertThat(header.getCell(source).getStringCellValue()).isEqualTo("Fonte do câmbio");
      assertThat(line.getCell(source).getStringCellValue()).isEqualTo(SOURCE);
      assertThat(line.getCell(Column.EXCHANGE_RATE.ordinal()).getNumericCellValue())
          .isEqualTo(5.4321);
    }
  }

  @DisplayName("BILL-405 the source of an exchange rate is a column of both Parquet files")
  @ParameterizedTest
  @EnumSource(
      value = ExportFormat.class,
      names = {"PARQUET", "PARQUET_BY_USAGE"})
  void shouldNameTheSourceInParquet(ExportFormat format, @TempDir Path folder) throws Exception {
    // Given
    Path file = Files.write(folder.resolve("month.parquet"), converted(format));

    // When
    try (Connection duck = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
        ResultSet line =
            duck.createStatement()
                .executeQuery(
                    "select exchange_rate || ' ' || exchange_date || ' ' || exchange_source from"
                        + " '%s' where exchange_rate is not null".formatted(file))) {

      // Then
      assertThat(line.next()).isTrue();
      assertThat(line.getString(1)).isEqualTo("5.43210000 2026-11-09 " + SOURCE);
      assertThat(line.next()).isFalse();
    }
  }

  /** A file of a month with one usage, which a carrier priced in dollars. */
  private static byte[] converted(ExportFormat format) {
    MonthEntry entry = GeneratedEntries.of(1, new Random(405)).get(0);
    ExchangeRate rate =
        new ExchangeRate("USD", LocalDate.of(2026, 11, 9), new BigDecimal("5.4321"), SOURCE);
    Converted converted =
        new Converted(Money.brl("0.027161"), new Money(new BigDecimal("0.005"), "USD"), rate);
    StatementCalculator calculator = new StatementCalculator(new Terms(NOVEMBER, null, null));
    ExportLines lines = ExportLines.of(NOVEMBER, format, format.usualHeadings()).header();
    lines.add(calculator.add(costed(entry, converted)));
    lines.end(calculator.statement());
    return lines.take();
  }

  private static MonthEntry costed(MonthEntry entry, Converted price) {
    return new MonthEntry(
        entry.usageId(),
        entry.number(),
        entry.kind(),
        entry.subject(),
        entry.subjectId(),
        entry.leg(),
        entry.meter(),
        entry.destinationClass(),
        entry.carrier(),
        entry.direction(),
        entry.party(),
        entry.by(),
        entry.occurredAt(),
        entry.quantity(),
        entry.billedQuantity(),
        entry.tariffVersion(),
        entry.ruleId(),
        price,
        price.brl(),
        entry.price());
  }

  /** Two plans, discounts of every kind and a minimum. */
  private static Terms divided() {
    PlanMonth plans =
        PlanMonth.of(
            NOVEMBER,
            List.of(
                new PlanFrom(NOVEMBER.firstDay(), SeededPlans.of("essencial")),
                new PlanFrom(NOVEMBER.value().atDay(21), SeededPlans.of("profissional"))));
    Agreed agreed = EventJson.read(Golden.text("conditions.json"), Agreed.class);
    return new Terms(plans, null, new Conditions(UUID.randomUUID(), agreed));
  }

  private static BigDecimal sum(List<String> file, String column) {
    int index = Column.valueOf(column.toUpperCase(Locale.ROOT)).ordinal();
    return file.stream()
        .map(line -> new BigDecimal(line.strip().split(",", -1)[index]))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
