package dev.ramal.bench.baseline;

import dev.ramal.bench.room.BenchServers;
import dev.ramal.servers.postgres.PostgresAddress;
import dev.ramal.servers.processes.ServerFailure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What Postgres does when nothing but two statements is wanted of it: eight clients that each
 * insert a row, update another and commit, one transaction after the other, with prepared
 * statements of the reactive client.
 */
public final class BareTransactions implements AutoCloseable {
  private static final int CLIENTS = 8;
  private static final int ROWS = 10_000;
  private static final String INSERT = "insert into bare_facts (call, payload) values ($1, $2)";
  private static final String UPDATE =
      "update bare_calls set facts = facts + 1, changed_at = now() where id = $1";
  private static final String PAYLOAD = "{\"fact\":\"" + "x".repeat(400) + "\"}";
  private static final long LIMIT_SECONDS = 60;
  private static final Duration WARM_UP = Duration.ofSeconds(6);

  private final Vertx vertx = Vertx.vertx();
  private final List<PgConnection> clients = new ArrayList<>();

  public BareTransactions(BenchServers servers) {
    PgConnectOptions options = options(servers.postgres());
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(await(PgConnection.connect(vertx, options)));
    }
    for (String sql :
        List.of(
            "create table bare_facts (id bigint generated always as identity primary key,"
                + " call int not null, payload text not null)",
            "create table bare_calls (id int primary key, facts int not null,"
                + " changed_at timestamptz not null default now())",
            "insert into bare_calls select n, 0 from generate_series(0, " + (ROWS - 1) + ") n")) {
      await(clients.get(0).query(sql).execute());
    }
    round(WARM_UP);
  }

  /**
   * @return transactions per second
   */
  public double round(Duration length) {
    long begin = System.nanoTime();
    long end = begin + length.toNanos();
    List<Promise<Long>> loops = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      Promise<Long> all = Promise.promise();
      loops.add(all);
      loop(clients.get(i), i, 0, end, all);
    }
    long committed = loops.stream().mapToLong(all -> await(all.future())).sum();
    return committed / ((System.nanoTime() - begin) / 1e9);
  }

  /** One after the other until the time is over; tells how many. */
  private static void loop(PgConnection client, int seed, long done, long end, Promise<Long> all) {
    if (System.nanoTime() > end) {
      all.complete(done);
      return;
    }
    int row = (int) ((seed * 1_000_003L + done * 7919) % ROWS);
    client
        .begin()
        .compose(
            transaction ->
                client
                    .preparedQuery(INSERT)
                    .execute(Tuple.of(row, PAYLOAD))
                    .compose(inserted -> client.preparedQuery(UPDATE).execute(Tuple.of(row)))
                    .compose(updated -> transaction.commit()))
        .onSuccess(committed -> loop(client, seed, done + 1, end, all))
        .onFailure(all::fail);
  }

  /** How the one Postgres of a run is reached by the client that services use. */
  public static PgConnectOptions options(PostgresAddress postgres) {
    return new PgConnectOptions()
        .setHost(postgres.host())
        .setPort(postgres.port())
        .setDatabase("postgres")
        .setUser(postgres.user())
        .setPassword(postgres.password())
        .setCachePreparedStatements(true);
  }

  /**
   * @throws ServerFailure when it fails, or takes too long
   */
  public static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerFailure("interrupted while measuring Postgres", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new ServerFailure("Postgres refused the baseline: " + e, e);
    }
  }

  @Override
  public void close() {
    clients.forEach(client -> await(client.close()));
    await(vertx.close());
  }
}
