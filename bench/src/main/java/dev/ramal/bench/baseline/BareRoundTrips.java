package dev.ramal.bench.baseline;

import dev.ramal.bench.load.Latencies;
import dev.ramal.bench.room.BenchServers;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;

/** The least that anything takes that asks Postgres: one prepared statement that does nothing. */
public final class BareRoundTrips implements AutoCloseable {
  private static final int WARM_UP = 3_000;
  private static final int MEASURED = 2_000;

  private final Vertx vertx = Vertx.vertx();
  private final PgConnection client;

  public BareRoundTrips(BenchServers servers) {
    client =
        BareTransactions.await(
            PgConnection.connect(vertx, BareTransactions.options(servers.postgres())));
    run(WARM_UP);
  }

  /** One after the other, on one connection. */
  public Latencies run() {
    return run(MEASURED);
  }

  private Latencies run(int count) {
    Latencies latencies = new Latencies();
    for (int i = 0; i < count; i++) {
      long begin = System.nanoTime();
      BareTransactions.await(client.preparedQuery("select 1").execute());
      latencies.add(System.nanoTime() - begin);
    }
    return latencies;
  }

  @Override
  public void close() {
    BareTransactions.await(client.close());
    BareTransactions.await(vertx.close());
  }
}
