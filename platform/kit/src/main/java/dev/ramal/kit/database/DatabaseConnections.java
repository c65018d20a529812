package dev.ramal.kit.database;

import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Opens every connection of this process with the limits of {@link DatabaseConfig}: those of the
 * pool, and single ones for what lives as long as a session. Flyway's connections have no limits.
 *
 * <p>A service looks rows up and never means a whole table, so its planner is told not to read one,
 * however small the table was when Postgres last looked at it. Reports may: {@link #poolBeside}.
 *
 * <p>All of it are start-up parameters: they cost no statement, and a pooler in between has to let
 * them through.
 */
@ApplicationScoped
@IfBuildProperty(
    name = "quarkus.hibernate-orm.enabled",
    stringValue = "true",
    enableIfMissing = true)
public class DatabaseConnections implements PgPoolCreator {
  /**
   * How statements are planned: once, for any parameters. By itself Postgres plans a statement with
   * arrays anew each time, since ten elements are more than the one that is given, and that takes
   * longer than the look-ups. {@code jit}: compiling does, too.
   */
  public static final Map<String, String> LOOK_UP =
      Map.of("enable_seqscan", "off", "jit", "off", "plan_cache_mode", "force_generic_plan");

  /** Characters of a statement that is kept prepared. */
  private static final int LONGEST_STATEMENT = 16_384;

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final DatabaseConfig config;
  private final AtomicInteger turn = new AtomicInteger();
  private volatile Vertx vertx;
  private volatile List<PgConnectOptions> servers = List.of();

  public DatabaseConnections(DatabaseConfig config) {
    this.config = config;
  }

  @Override
  public Pool create(Input input) {
    vertx = Vertx.newInstance(input.vertx());
    servers = input.pgConnectOptionsList().stream().map(this::limited).toList();
    return PgBuilder.pool()
        .connectingTo(List.<SqlConnectOptions>copyOf(servers))
        .with(input.poolOptions())
        .using(input.vertx())
        .build();
  }

  /**
   * A pool beside the service's own, for work that must not take its connections: what people read.
   * Whoever asks for it keeps it and closes it.
   *
   * @param name of this pool alone: two of one name would be one to whoever measures pools
   * @param longest a statement may take
   */
  public Pool poolBeside(String name, int connections, Duration longest) {
    List<SqlConnectOptions> each =
        servers.stream().map(server -> limitedTo(longest, server)).toList();
    return PgBuilder.pool()
        .connectingTo(each)
        .with(new PoolOptions().setName(name).setMaxSize(connections))
        .using(vertx.getDelegate())
        .build();
  }

  private static SqlConnectOptions limitedTo(Duration longest, PgConnectOptions server) {
    return new PgConnectOptions(server)
        .addProperty("statement_timeout", millis(longest))
        .addProperty("enable_seqscan", "on")
        .addProperty("plan_cache_mode", "auto");
  }

  /**
   * A connection beside the pool, for LISTEN and for advisory locks of a session. Postgres ends the
   * session when it says nothing for {@code idleSessionTimeout}.
   */
  public Uni<PgConnection> session() {
    return Uni.createFrom()
        .deferred(
            () -> {
              int index = Math.floorMod(turn.getAndIncrement(), servers.size());
              PgConnectOptions options = new PgConnectOptions(servers.get(index));
              options.addProperty("idle_session_timeout", millis(config.idleSessionTimeout()));
              options.setReadIdleTimeout((int) config.idleSessionTimeout().toMillis());
              return PgConnection.connect(vertx, options);
            });
  }

  /**
   * As {@link #session}, for a thread that may wait. A connection that comes too late is closed.
   *
   * @throws IllegalStateException when none can be had in time
   */
  public PgConnection openSession() {
    CompletableFuture<PgConnection> opened = new CompletableFuture<>();
    session()
        .subscribe()
        .with(
            connection -> {
              if (!opened.complete(connection)) {
                connection.closeAndForget();
              }
            },
            opened::completeExceptionally);
    try {
      return opened.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return orNone(opened, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return orNone(opened, e);
    }
  }

  /** Whoever comes first, the connection or we, decides: a later connection is closed. */
  private static PgConnection orNone(CompletableFuture<PgConnection> opened, Exception failure) {
    if (!opened.completeExceptionally(failure) && !opened.isCompletedExceptionally()) {
      return opened.join();
    }
    throw new IllegalStateException("no connection to the database", failure);
  }

  private PgConnectOptions limited(PgConnectOptions given) {
    Map<String, String> parameters = new HashMap<>(given.getProperties());
    parameters.putAll(LOOK_UP);
    parameters.put("lock_timeout", millis(config.lockTimeout()));
    parameters.put("statement_timeout", millis(config.statementTimeout()));
    parameters.put(
        "idle_in_transaction_session_timeout", millis(config.idleInTransactionTimeout()));
    long silence = config.clientSilence().toSeconds();
    parameters.put("tcp_user_timeout", millis(config.clientSilence()));
    parameters.put("tcp_keepalives_idle", "" + Math.max(1, silence / 2));
    parameters.put("tcp_keepalives_interval", "" + Math.max(1, silence / 6));
    parameters.put("tcp_keepalives_count", "3");
    PgConnectOptions limited = new PgConnectOptions(given).setProperties(parameters);
    limited.setTcpKeepAlive(true);
    limited.setCachePreparedStatements(config.keepStatements());
    limited.setPreparedStatementCacheSqlLimit(LONGEST_STATEMENT);
    limited.setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    limited.setReadIdleTimeout((int) config.serverSilence().toMillis());
    return limited;
  }

  private static String millis(Duration limit) {
    return "" + limit.toMillis();
  }
}
