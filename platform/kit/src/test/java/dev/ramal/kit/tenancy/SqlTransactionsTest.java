package dev.ramal.kit.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ramal.events.TenantId;
import dev.ramal.kit.app.KitTest;
import dev.ramal.kit.app.Notes;
import dev.ramal.testkit.RoundTrips;
import dev.ramal.testkit.Tenants;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import io.quarkus.opentelemetry.runtime.QuarkusContextStorage;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

@KitTest
class SqlTransactionsTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  private static final String INSERT = "insert into notes (tenant, id, body) values ($1, $2, '')";

  private final String id = Notes.newId();
  private final AtomicInteger told = new AtomicInteger();

  @Inject SqlTransactions transactions;
  @Inject Vertx vertx;
  @Inject Pool pool;

  @Test
  void shouldStoreWhatIsSentWithTheCommit() {
    // When
    inAurora(
        sql -> {
          sql.afterCommit(told::incrementAndGet);
          sql.withCommit(insert(sql, Tenants.AURORA, id));
          sql.withCommit(insert(sql, Tenants.AURORA, id + "-2"));
          return Uni.createFrom().voidItem();
        });

    // Then
    assertThat(Notes.DATABASE.count("notes where id like ?", id + "%")).isEqualTo(2);
    assertThat(told).hasValue(1);
  }

  @Test
  void shouldRollEverythingBackWhenAStatementSentWithTheCommitFails() {
    // When
    assertThatThrownBy(
            () ->
                inAurora(
                    sql -> {
                      sql.afterCommit(told::incrementAndGet);
                      sql.withCommit(insert(sql, Tenants.BOREAL, id));
                      sql.withCommit(insert(sql, Tenants.AURORA, id));
                      return insert(sql, Tenants.AURORA, id + "-2");
                    }))
        .hasStackTraceContaining("row-level security");

    // Then
    assertThat(Notes.DATABASE.count("notes where id like ?", id + "%")).isZero();
    assertThat(told).hasValue(0);
  }

  @Test
  void shouldRollEverythingBackWhenTheClientItselfRefusesAStatementSentWithTheCommit() {
    // Given
    inAurora(
        sql -> {
          sql.withCommit(insert(sql, Tenants.AURORA, id));
          return Uni.createFrom().voidItem();
        });

    // When
    assertThatThrownBy(
            () ->
                inAurora(
                    sql -> {
                      sql.afterCommit(told::incrementAndGet);
                      sql.withCommit(insert(sql, Tenants.AURORA, id + "-2"));
                      sql.withCommit(sql.query(INSERT, Tenants.AURORA.value(), Instant.now()));
                      return insert(sql, Tenants.AURORA, id + "-3");
                    }))
        .hasMessageContaining("can not be coerced");

    // Then
    assertThat(Notes.DATABASE.count("notes where id like ?", id + "%")).isEqualTo(1);
    assertThat(told).hasValue(0);
  }

  @Test
  void shouldWaitForAStatementThatIsNewAndForNoOther() {
    // Given
    RoundTrips trips = new RoundTrips();
    SqlTransactions watched =
        new SqlTransactions(
            Pool.newInstance(trips.watch(io.vertx.sqlclient.Pool.class, pool.getDelegate())));
    String first = INSERT + " -- " + id + "-1";

    // When
    for (String note : List.of(id, id + "-2")) {
      watched
          .inTenant(
              Tenants.AURORA,
              sql -> {
                sql.withCommit(sql.query(first, Tenants.AURORA.value(), note));
                return sql.query("select '" + note + "'");
              })
          .await()
          .atMost(LIMIT);
    }

    // Then
    assertThat(trips.of("select '" + id + "'")).hasSize(3);
    assertThat(trips.of("select '" + id + "-2'")).hasSize(2);
  }

  @Test
  void shouldRefuseWhatWouldComeAfterTheCommit() {
    // When
    Function<SqlTransaction, Uni<?>> inTwoSteps =
        sql -> {
          sql.withCommit(
              insert(sql, Tenants.AURORA, id).chain(() -> insert(sql, Tenants.AURORA, id + "-2")));
          return Uni.createFrom().voidItem();
        };

    // Then
    assertThatThrownBy(() -> inAurora(inTwoSteps)).hasMessageStartingWith("too late");
  }

  @Test
  void shouldWorkAndAnswerOnTheContextOfTheCallerWhereItsTraceIs() {
    // Given
    Context caller = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
    CompletableFuture<List<Object>> seen = new CompletableFuture<>();

    // When
    caller.runOnContext(
        ignored -> {
          Scope unused = attachTrace(caller);
          transactions
              .inTenant(
                  Tenants.AURORA, sql -> insert(sql, Tenants.AURORA, id).map(stored -> trace()))
              .subscribe()
              .with(
                  inWork -> seen.complete(List.of(inWork, trace(), Vertx.currentContext())),
                  seen::completeExceptionally);
        });

    // Then
    assertThat(seen).succeedsWithin(LIMIT).isEqualTo(List.of(TRACE, TRACE, caller));
  }

  private static Scope attachTrace(Context caller) {
    SpanContext span =
        SpanContext.create(
            TRACE, "00f067aa0ba902b7", TraceFlags.getSampled(), TraceState.getDefault());
    return QuarkusContextStorage.INSTANCE.attach(
        caller, io.opentelemetry.context.Context.root().with(Span.wrap(span)));
  }

  private static String trace() {
    return Span.current().getSpanContext().getTraceId();
  }

  private void inAurora(Function<SqlTransaction, Uni<?>> work) {
    transactions
        .inTenant(Tenants.AURORA, sql -> work.apply(sql).replaceWithVoid())
        .await()
        .atMost(LIMIT);
  }

  private static Uni<List<SqlRow>> insert(Sql sql, TenantId tenant, String id) {
    return sql.query(INSERT, tenant.value(), id);
  }
}
