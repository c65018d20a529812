package dev.ramal.billing.exports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.plans.SeededPlans;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.statement.GeneratedEntries;
import dev.ramal.billing.statement.Statement;
import dev.ramal.billing.statement.StatementCalculator;
import dev.ramal.billing.statement.Terms;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Read back by DuckDB, which shares no code with what wrote it. */
class ParquetTableTest {
  private static final BillingMonth MONTH = BillingMonth.of("2026-11");
  private static final int ENTRIES = 3000;

  @TempDir Path folder;

  @DisplayName("BILL-331 another program reads exact decimals, times in UTC and days from Parquet")
  @Test
  void shouldBeReadByAnotherProgram() throws IOException, SQLException {
    // Given
    Path file = folder.resolve("month.parquet");
    byte[] once = month();
    Files.write(file, once);

    // When
    List<String> types =
        query("select column_name || ' ' || column_type from (describe select * from '%s')", file);
    List<String> sums =
        query(
            "select count(*) || ' ' || sum(price) || ' ' || sum(cost) || ' '"
                + " || count(*) filter (where kind = 'usage') from '%s'",
            file);
    List<String> first =
        query(
            "select epoch_us(occurred_at) || ' ' || epoch_us(local_time) || ' ' || party || ' ' ||"
                + " month from '%s' where kind = 'usage' limit 1",
            file);
    List<String> times =
        query(
            "select distinct strftime(make_timestamp(epoch_us(occurred_at)), '%%Y-%%m-%%d"
                + " %%H:%%M:%%S') || ' ' || strftime(local_time at time zone 'UTC', '%%Y-%%m-%%d"
                + " %%H:%%M:%%S') || ' ' || strftime(local_time at time zone 'America/Sao_Paulo',"
                + " '%%Y-%%m-%%d %%H:%%M:%%S') from '%s' where kind = 'usage'",
            file);

    // Then
    Statement statement = statement();
    assertThat(types)
        .hasSize(Column.values().length)
        .contains(
            "occurred_at TIMESTAMP WITH TIME ZONE",
            "price DECIMAL(18,6)",
            "exchange_rate DECIMAL(18,8)",
            "exchange_date DATE",
            "billed_quantity BIGINT",
            "party VARCHAR");
    String[] sum = sums.get(0).split(" ");
    assertThat(new BigDecimal(sum[1])).isEqualByComparingTo(statement.total().amount());
    assertThat(new BigDecimal(sum[2])).isEqualByComparingTo(statement.cost().amount());
    assertThat(sum[3]).isEqualTo("" + ENTRIES);
    String[] instants = first.get(0).split(" ");
    assertThat(instants[0]).isEqualTo(instants[1]);
    assertThat(instants[0]).as("10 November 2026, 15:00 UTC").isEqualTo("1794322800000000");
    assertThat(times)
        .containsExactly("2026-11-10 15:00:00 2026-11-10 15:00:00 2026-11-10 12:00:00");
    assertThat(instants[2]).startsWith("+55");
    assertThat(instants[3]).isEqualTo("2026-11");
    assertThat(month()).as("the same bytes again").isEqualTo(once);
  }

  private static List<String> query(String sql, Path file) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
        java.sql.Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql.formatted(file))) {
      while (found.next()) {
        rows.add(found.getString(1));
      }
    }
    return rows;
  }

  private static Statement statement() {
    StatementCalculator calculator = calculator();
    GeneratedEntries.of(ENTRIES, new Random(5)).forEach(calculator::add);
    return calculator.statement();
  }

  private static byte[] month() throws IOException {
    StatementCalculator calculator = calculator();
    ExportLines lines =
        ExportLines.of(MONTH, ExportFormat.PARQUET, HeadingLanguage.ENGLISH).header();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    GeneratedEntries.of(ENTRIES, new Random(5))
        .forEach(
            entry -> {
              lines.add(calculator.add(entry));
              bytes.writeBytes(lines.take());
            });
    bytes.write(lines.end(calculator.statement()).take());
    return bytes.toByteArray();
  }

  private static StatementCalculator calculator() {
    return new StatementCalculator(new Terms(MONTH, SeededPlans.of("profissional"), null));
  }
}
