package dev.ramal.kit.database;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import dev.ramal.kit.app.KitTest;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import dev.ramal.kit.tenancy.SqlState;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.kit.tenancy.TenantTransactions;
import dev.ramal.testkit.Tenants;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.pgclient.PgConnection;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

@KitTest
class DatabaseLimitsTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final String LIMITS =
      """
      select current_setting('lock_timeout') || ' ' || current_setting('statement_timeout') || ' '
        || current_setting('idle_in_transaction_session_timeout') || ' '
        || current_setting('tcp_user_timeout') || ' ' || current_setting('tcp_keepalives_idle')
      """;

  @Inject TenantTransactions transactions;
  @Inject SqlTransactions sets;
  @Inject DatabaseConnections connections;
  @Inject Flyway flyway;

  @Test
  void shouldHaveLimitsInEveryTransaction() {
    // When
    String ofSessions =
        transactions
            .inTenant(
                Tenants.AURORA,
                session -> session.createNativeQuery(LIMITS, String.class).getSingleResult())
            .await()
            .atMost(LIMIT);
    String ofSets = sets.inTenant(Tenants.AURORA, this::limits).await().atMost(LIMIT);

    // Then
    assertThat(ofSessions).isEqualTo("10s 30s 20s 20000 10");
    assertThat(ofSets).isEqualTo(ofSessions);
  }

  @Test
  void shouldPlanAStatementWithAnArrayOnce() {
    // Given
    String lookUp = "select given.key from unnest($1::int[]) as given (key)";
    String plans =
        "select custom_plans::int from pg_prepared_statements where statement = '" + lookUp + "'";

    // When: Postgres itself would plan it seven times
    List<SqlRow> seen =
        sets.inTenant(
                Tenants.AURORA,
                sql ->
                    Multi.createFrom()
                        .range(0, 7)
                        .onItem()
                        .transformToUniAndConcatenate(
                            n -> sql.query(lookUp, (Object) new Integer[] {n}))
                        .collect()
                        .last()
                        .chain(() -> sql.query(plans)))
            .await()
            .atMost(LIMIT);

    // Then
    assertThat(seen).hasSize(1);
    assertThat(seen.get(0).integer(0)).isZero();
  }

  @Test
  void shouldTellApartWhoeverMeasuresTwoPools() {
    // Given: the first double meter is a WARN, each that follows only DEBUG
    Logger registry = Logger.getLogger(MeterRegistry.class.getName());
    List<String> complaints = new CopyOnWriteArrayList<>();
    Handler complaint = new Complaints(complaints);
    Level before = registry.getLevel();
    registry.setLevel(Level.FINE);
    registry.addHandler(complaint);

    // When
    try {
      connections.poolBeside("beside", 1, LIMIT).close();
    } finally {
      registry.removeHandler(complaint);
      registry.setLevel(before);
    }

    // Then
    assertThat(complaints).isEmpty();
  }

  @Test
  void shouldWaitForAnotherProcessThatMigrates() {
    // Then
    assertThat(flyway.getConfiguration().getLockRetryCount()).isEqualTo(30 * 60);
  }

  @Test
  void shouldLetATransactionStateALongerLimitForItself() {
    // When
    String stated =
        sets.inTenant(
                Tenants.AURORA, sql -> sql.allow(Duration.ofSeconds(90)).chain(() -> limits(sql)))
            .await()
            .atMost(LIMIT);

    // Then
    assertThat(stated).startsWith("10s 90s ");
    assertThat(sets.inTenant(Tenants.AURORA, this::limits).await().atMost(LIMIT))
        .startsWith("10s 30s ");
  }

  @Test
  void shouldEndAStatementThatTakesTooLong() {
    // When / Then
    assertThatThrownBy(
            () ->
                sets.inTenant(
                        Tenants.AURORA,
                        sql ->
                            sql.allow(Duration.ofMillis(100))
                                .chain(() -> sql.query("select pg_sleep(5)")))
                    .await()
                    .atMost(LIMIT))
        .matches(failure -> SqlState.is(failure, SqlState.QUERY_CANCELED));
  }

  @Test
  void shouldTellAClientToTryAgainWhenTheDatabaseTakesTooLong() {
    given()
        .get("/notes/slow")
        .then()
        .statusCode(503)
        .header("Retry-After", "2")
        .body("code", equalTo("RAMAL-0503"));
  }

  @Test
  void shouldOpenSessionsThatEndWhenTheyStandStill() {
    // When
    PgConnection session = connections.openSession();

    // Then
    try {
      assertThat(
              session
                  .query("show idle_session_timeout")
                  .execute()
                  .await()
                  .atMost(LIMIT)
                  .iterator()
                  .next()
                  .getString(0))
          .isEqualTo("30s");
    } finally {
      session.closeAndAwait();
    }
  }

  private Uni<String> limits(Sql sql) {
    return sql.query(LIMITS).map(rows -> rows.get(0).text(0));
  }

  /** What is said of Postgres' pools. */
  private static final class Complaints extends Handler {
    private final List<String> heard;

    Complaints(List<String> heard) {
      this.heard = heard;
    }

    @Override
    public void publish(LogRecord line) {
      if (line.getMessage().contains("sql.pool")) {
        heard.add(line.getMessage());
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
