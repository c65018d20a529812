package dev.ramal.billing.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ramal.billing.rating.BillingMonth;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What finance has to know who computes with our Parquet in DuckDB: what is exact, and what only
 * looks so.
 */
class DuckDbArithmeticTest {
  private static final BigDecimal LARGE = new BigDecimal("123456789012.345678");
  private static final BigDecimal SMALL = new BigDecimal("-0.000001");
  private static final Instant MOMENT = Instant.parse("2026-12-01T02:59:59.123456Z");

  @TempDir Path folder;
  private Path file;
  private Connection duckDb;

  @BeforeEach
  void write() throws IOException, SQLException {
    file = folder.resolve("two.parquet");
    ParquetTable table = new ParquetTable(List.of(Column.KIND, Column.OCCURRED_AT, Column.PRICE));
    table.header(List.of("kind", "occurred_at", "price"));
    for (BigDecimal price : List.of(LARGE, SMALL)) {
      table.field(price == LARGE ? "large" : "small").field(MOMENT).field(price).endLine();
    }
    table.end();
    Files.write(file, table.take());
    duckDb = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
  }

  @AfterEach
  void close() throws SQLException {
    duckDb.close();
  }

  @DisplayName("BILL-402 amounts bound by DuckDB's JDBC find their own lines, digit for digit")
  @ParameterizedTest
  @CsvSource({"123456789012.345678, large", "-0.000001, small"})
  void shouldBindAmounts(BigDecimal amount, String kind) throws SQLException {
    // When
    Object found = one("select kind from '%s' where price = ?", amount);
    Object next =
        one("select count(*) from '%s' where price = ?", amount.add(new BigDecimal("0.000001")));
    Object back = one("select ? from '%s' limit 1", amount);
    Object read = one("select price from '%s' where kind = '" + kind + "'");

    // Then
    assertThat(found).isEqualTo(kind);
    assertThat(next).isEqualTo(0L);
    assertThat(back).isEqualTo(amount);
    assertThat(read).isEqualTo(amount);
  }

  @DisplayName("BILL-402 an instant is read in UTC, and cut into months of São Paulo by its reader")
  @Test
  void shouldReadInstants() throws SQLException {
    // When
    Object bound =
        one("select count(*) from '%s' where occurred_at = ?", MOMENT.atOffset(ZoneOffset.UTC));
    Object micros = one("select epoch_us(occurred_at) from '%s' limit 1");
    Object month =
        one(
            "select strftime(occurred_at at time zone 'America/Sao_Paulo', '%%Y-%%m') from '%s'"
                + " limit 1");

    // Then
    assertThat(bound).isEqualTo(2L);
    assertThat(micros).isEqualTo(1_796_093_999_123_456L);
    assertThat(month).hasToString(BillingMonth.at(MOMENT).toString());
  }

  @DisplayName("BILL-402 DuckDB adds and subtracts exactly")
  @Test
  void shouldAddUpExactly() throws SQLException {
    // When
    Object sum = one("select sum(price) from '%s'");
    Object type = one("select typeof(sum(price)) from '%s'");
    Object difference = one("select max(price) - min(price) from '%s'");

    // Then
    assertThat(sum).isEqualTo(LARGE.add(SMALL));
    assertThat(type).isEqualTo("DECIMAL(38,6)");
    assertThat(difference).isEqualTo(LARGE.subtract(SMALL));
  }

  @DisplayName("BILL-402 what DuckDB makes a floating-point number of")
  @ParameterizedTest
  @ValueSource(strings = {"max(price) / 3", "avg(price)", "max(price) * 0.5::double"})
  void shouldKnowWhereDigitsAreLost(String expression) throws SQLException {
    // When
    Object type = one("select typeof(" + expression + ") from '%s'");

    // Then
    assertThat(type).isEqualTo("DOUBLE");
  }

  @DisplayName("BILL-402 a double that is compared with an amount finds its neighbours as well")
  @Test
  void shouldKnowThatDoublesCompareRoughly() throws SQLException {
    // When
    Object rough = one("select count(*) from '%s' where price = ?", 123456789012.34568);

    // Then
    assertThat(rough).isEqualTo(1L);
    assertThat(new BigDecimal("123456789012.34568")).isNotEqualByComparingTo(LARGE);
  }

  @DisplayName("BILL-402 amounts that are multiplied overflow from a million on, unless made wider")
  @Test
  void shouldKnowWhereProductsEnd() throws SQLException {
    // When
    Object wider = one("select max(price)::decimal(38, 6) * 1.1 from '%s'");

    // Then
    assertThat(wider).isEqualTo(LARGE.multiply(new BigDecimal("1.1")));
    assertThatThrownBy(() -> one("select 1000000::decimal(18, 6) * 1::decimal(18, 6) from '%s'"))
        .hasMessageContaining("Overflow in multiplication");
  }

  @DisplayName("BILL-402 DuckDB rounds halves away from zero, our invoices to the even cent")
  @Test
  void shouldKnowThatRoundingDiffers() throws SQLException {
    // When
    Object rounded = one("select 0.125::decimal(18, 6)::decimal(18, 2) from '%s' limit 1");

    // Then
    assertThat(rounded).isEqualTo(new BigDecimal("0.13"));
    assertThat(new BigDecimal("0.125").setScale(2, java.math.RoundingMode.HALF_EVEN))
        .isEqualTo(new BigDecimal("0.12"));
  }

  @DisplayName("BILL-402 more than 38 digits are bound as nothing, without a word; 1E+2 is refused")
  @Test
  void shouldKnowWhatIsNotBound() throws SQLException {
    // Given
    BigDecimal tooLong = new BigDecimal("1".repeat(39));

    // When
    Object bound = one("select ? is null from '%s' limit 1", tooLong);

    // Then
    assertThat(bound).isEqualTo(true);
    assertThatThrownBy(() -> one("select ? from '%s' limit 1", new BigDecimal("1E+2")))
        .hasMessageContaining("negative scale");
    assertThat(one("select ? from '%s' limit 1", new BigDecimal("1E+2").setScale(0)))
        .isEqualTo(new BigDecimal("100"));
  }

  private Object one(String sql, Object... bound) throws SQLException {
    try (PreparedStatement statement = duckDb.prepareStatement(sql.formatted(file))) {
      for (int i = 0; i < bound.length; i++) {
        statement.setObject(i + 1, bound[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getObject(1);
      }
    }
  }
}
