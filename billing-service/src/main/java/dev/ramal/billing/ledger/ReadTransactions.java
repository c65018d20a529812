package dev.ramal.billing.ledger;

import dev.ramal.events.TenantId;
import dev.ramal.kit.database.DatabaseConnections;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Reads of one organization with the plain client, where entities would be in the way: pages, and
 * whole months page by page. Each page is one read-only transaction on one snapshot, behind the
 * same row-level security as everything else, on connections that only reads use. No connection
 * waits for a client.
 *
 * <p>Failure policy: a client that leaves stops nothing that has begun, so that a connection is
 * always given back. An organization that reads too much at once is answered with 429; a client
 * that takes nothing of its file loses it.
 */
@ApplicationScoped
public class ReadTransactions {
  private static final Logger LOG = Logger.getLogger(ReadTransactions.class);

  private final DatabaseConnections connections;
  private final ReadConfig config;
  private final Clock clock;
  private final Places reads;
  private final Places files;
  private Pool pool;

  ReadTransactions(DatabaseConnections connections, ReadConfig config, Clock clock) {
    this.connections = connections;
    this.config = config;
    this.clock = clock;
    this.reads = new Places(config.perOrganization());
    this.files = new Places(config.filesPerOrganization());
  }

  synchronized void stop(@Observes ShutdownEvent ignored) {
    if (pool != null) {
      pool.closeAndForget();
    }
  }

  public <T> Uni<T> read(TenantId tenant, Function<SqlConnection, Uni<T>> work) {
    return Uni.createFrom()
        .deferred(
            () -> {
              reads.take(tenant);
              return transaction(tenant, work, () -> reads.free(tenant));
            });
  }

  /**
   * Reads page after page as they are asked for, one ahead; an empty page ends it.
   *
   * @param nextPage makes a page of what follows the last one's last element, null at the beginning
   */
  public <T> Multi<List<T>> pages(
      TenantId tenant, BiFunction<SqlConnection, T, Uni<List<T>>> nextPage) {
    return Multi.createFrom()
        .deferred(
            () -> {
              files.take(tenant);
              return limited(tenant, nextPage).onTermination().invoke(() -> files.free(tenant));
            });
  }

  private <T> Multi<List<T>> limited(
      TenantId tenant, BiFunction<SqlConnection, T, Uni<List<T>>> nextPage) {
    Instant end = clock.instant().plus(config.longestFile());
    PagesAhead<T> pages =
        new PagesAhead<>(
            last -> {
              if (clock.instant().isAfter(end)) {
                return Uni.createFrom().failure(new TimeoutException("the file took too long"));
              }
              return transaction(tenant, sql -> nextPage.apply(sql, last), () -> {});
            });
    return Multi.createBy()
        .repeating()
        .uni(pages::next)
        .until(List::isEmpty)
        .ifNoItem()
        .after(config.stall())
        .failWith(() -> new TimeoutException("nothing of the file was taken"))
        .onFailure()
        .invoke(failure -> LOG.warnf("tenant=%s a file is broken off: %s", tenant, failure));
  }

  /** The emitter keeps a cancellation away from what has begun. */
  private <T> Uni<T> transaction(
      TenantId tenant, Function<SqlConnection, Uni<T>> work, Runnable ended) {
    return Uni.createFrom()
        .emitter(
            emitter ->
                pool()
                    .getConnection()
                    .chain(connection -> inside(connection, tenant, work))
                    .onTermination()
                    .invoke(ended)
                    .subscribe()
                    .with(emitter::complete, emitter::fail));
  }

  private static <T> Uni<T> inside(
      SqlConnection connection, TenantId tenant, Function<SqlConnection, Uni<T>> work) {
    return connection
        .query(
            "begin isolation level repeatable read, read only;"
                + " select set_config('app.tenant', '"
                + tenant.value()
                + "', true)")
        .execute()
        .chain(() -> work.apply(connection))
        .onTermination()
        .call(() -> connection.query("rollback").execute().onFailure().recoverWithNull())
        .onTermination()
        .call(connection::close);
  }

  private synchronized Pool pool() {
    if (pool == null) {
      pool =
          Pool.newInstance(
              connections.poolBeside("reads", config.connections(), config.statementTimeout()));
    }
    return pool;
  }
}
