package dev.ramal.kit.database;

import dev.ramal.kit.tenancy.SqlTransactions;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Deletes what the kit's tables need not remember any more, some rows at a time and as often as it
 * takes: it keeps up with whatever was written. One replica does it at a time.
 */
@ApplicationScoped
@IfBuildProperty(
    name = "quarkus.hibernate-orm.enabled",
    stringValue = "true",
    enableIfMissing = true)
class Purge {
  private static final Logger LOG = Logger.getLogger(Purge.class);

  /** First key of the advisory locks, "purg" in ASCII. */
  private static final int LOCK_CLASS = 0x70757267;

  private static final String DELETE =
      """
      with turn as materialized (select pg_try_advisory_xact_lock($1::int, hashtext('%1$s')) as mine),
      gone as (
        delete from %1$s where ctid = any(array(
          select ctid from %1$s
          where (select mine from turn) and %2$s < now() - make_interval(secs => $2::float8)
          order by %2$s limit $3::int))
        returning 1)
      select count(*) from gone
      """;

  private static final String OVERDUE =
      """
      select greatest(0, coalesce(extract(epoch from now() - min(%2$s)) - $1::float8, 0))::bigint
      from %1$s
      """;

  private final SqlTransactions transactions;
  private final PurgeConfig config;
  private final Vertx vertx;
  private final List<Table> tables;
  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile long timer = -1;

  Purge(SqlTransactions transactions, PurgeConfig config, Vertx vertx, MeterRegistry metrics) {
    this.transactions = transactions;
    this.config = config;
    this.vertx = vertx;
    this.tables =
        List.of(
            new Table("inbox", "applied_at", config.keepInbox()),
            new Table("idempotency", "created_at", config.keepIdempotency()));
    for (Table table : tables) {
      Gauge.builder("ramal.purge.overdue.seconds", table, seen -> seen.overdue)
          .tag("table", table.name)
          .description("For how long the oldest row should have been gone")
          .register(metrics);
    }
  }

  /** A table with the column that tells how old a row is. */
  private static final class Table {
    private final String name;
    private final Duration keep;
    private final String delete;
    private final String ask;
    private volatile long overdue;

    Table(String name, String column, Duration keep) {
      this.name = name;
      this.keep = keep;
      this.delete = DELETE.formatted(name, column);
      this.ask = OVERDUE.formatted(name, column);
    }

    double seconds() {
      return keep.toSeconds();
    }
  }

  void start(@Observes StartupEvent ignored) {
    timer =
        vertx.setPeriodic(
            config.every().toMillis(),
            tick ->
                round()
                    .subscribe()
                    .with(
                        done -> {},
                        failure -> LOG.warnf("old rows could not be deleted: %s", failure)));
  }

  void stop(@Observes ShutdownEvent ignored) {
    vertx.cancelTimer(timer);
  }

  /** Nothing while another round runs. */
  Uni<Void> round() {
    if (!busy.compareAndSet(false, true)) {
      return Uni.createFrom().voidItem();
    }
    Uni<Void> all = Uni.createFrom().voidItem();
    for (Table table : tables) {
      all = all.chain(() -> purge(table));
    }
    return all.onTermination().invoke(() -> busy.set(false));
  }

  private Uni<Void> purge(Table table) {
    return Uni.createFrom()
        .deferred(() -> deleteSome(table))
        .repeat()
        .whilst(deleted -> deleted == config.batch())
        .collect()
        .last()
        .chain(() -> ask(table));
  }

  private Uni<Long> deleteSome(Table table) {
    return transactions.acrossTenants(
        "rows of all organizations grow old",
        sql ->
            sql.query(table.delete, LOCK_CLASS, table.seconds(), config.batch())
                .map(rows -> rows.get(0).bigint(0)));
  }

  private Uni<Void> ask(Table table) {
    return transactions
        .acrossTenants(
            "rows of all organizations grow old", sql -> sql.query(table.ask, table.seconds()))
        .invoke(rows -> table.overdue = rows.get(0).bigint(0))
        .replaceWithVoid();
  }
}
