package dev.ramal.billing.ledger;

import static dev.ramal.billing.fixtures.BillingApi.DATABASE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.fixtures.BillingTest;
import dev.ramal.billing.fixtures.StoredLines;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.rating.Meter;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.testkit.Tenants;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@BillingTest
class UsagePlansTest {
  private static final BillingMonth LONG_AGO = BillingMonth.of("2021-02");
  private static final Optional<Cursor> PLACE =
      Optional.of(new Cursor(Instant.parse("2021-02-05T15:00:00Z"), UUID.randomUUID().toString()));

  /** Of what is common, any index finds a page soon. */
  private static final String RARE = "number";

  private static boolean filled;

  @Inject ReadTransactions reads;

  @BeforeEach
  void fill() {
    if (!filled) {
      StoredLines.messages(Tenants.AURORA, "2021-02", 20_000);
      StoredLines.messages(Tenants.AURORA, "2022-02", 40_000);
      DATABASE.execute("analyze ledger_entries");
      filled = true;
    }
  }

  @DisplayName(
      "BILL-118 each list of usage is an index read from its place on, as the service sees it")
  @ParameterizedTest(name = "{0}")
  @MethodSource("lists")
  void shouldReadAnIndexFromItsPlace(String name, UsageFilter filter, String index, String bound) {
    // Given
    NewestUsage newest = new NewestUsage(Tenants.AURORA, filter);

    // When
    String plan =
        reads
            .read(
                Tenants.AURORA,
                connection ->
                    connection
                        .preparedQuery("explain " + newest.sql())
                        .execute(Tuple.from(newest.parameters())))
            .map(
                rows ->
                    StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getString(0))
                        .collect(Collectors.joining("\n")))
            .await()
            .atMost(Duration.ofSeconds(10));

    // Then
    assertThat(plan).contains("using " + index).doesNotContain("Sort", "Seq Scan");
    assertThat(plan.lines().filter(line -> line.contains("Index Cond")).findFirst())
        .hasValueSatisfying(condition -> assertThat(condition).contains("tenant", bound));
  }

  static Stream<Arguments> lists() {
    return Stream.of(
        Arguments.of("all", filter(null, null, null, PLACE), "ledger_month", "ROW(month,"),
        Arguments.of(
            "month", filter(LONG_AGO, null, null, Optional.empty()), "ledger_month", "(month ="),
        Arguments.of(
            "subject", filter(null, RARE, null, PLACE), "ledger_subject_month", "ROW(month,"),
        Arguments.of(
            "meter",
            filter(LONG_AGO, null, Meter.NUMBER_MONTH, Optional.empty()),
            "ledger_meter_month",
            "(month ="));
  }

  private static UsageFilter filter(
      BillingMonth month, String subject, Meter meter, Optional<Cursor> after) {
    return new UsageFilter(month, subject, null, meter, after, 50);
  }
}
