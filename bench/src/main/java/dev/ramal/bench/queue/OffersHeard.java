package dev.ramal.bench.queue;

import dev.ramal.bench.baseline.BareTransactions;
import dev.ramal.bench.room.Room;
import dev.ramal.servers.processes.ServerFailure;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/**
 * Hears of each offer in the moment of its commit: the order to ring the agent wakes whoever sends
 * orders to carriers, and nothing else is sent meanwhile. Nothing is asked again and again, so that
 * looking costs what is looked at nothing.
 */
final class OffersHeard implements AutoCloseable {
  private static final String CHANNEL = "kit_jobs";
  private static final String ORDERS = "carrier-commands";

  private final Vertx vertx = Vertx.vertx();
  private final PgConnection client;
  private final List<Long> heard = new CopyOnWriteArrayList<>();

  OffersHeard(Room room, String database) {
    client =
        BareTransactions.await(
            PgConnection.connect(
                vertx,
                BareTransactions.options(room.servers().postgres())
                    .setDatabase(room.own(database))));
    client.notificationHandler(
        notice -> {
          if (notice.getPayload().equals(ORDERS)) {
            heard.add(System.nanoTime());
          }
        });
    BareTransactions.await(client.query("listen " + CHANNEL).execute());
  }

  /** When the nth offer was made. */
  long at(int offer) {
    return heard.get(offer);
  }

  /**
   * Waits until there were so many since the beginning.
   *
   * @throws ServerFailure when they do not come
   */
  void await(int offers, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (heard.size() < offers) {
      if (System.nanoTime() > deadline) {
        throw new ServerFailure("only %d of %d offers came".formatted(heard.size(), offers));
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Override
  public void close() {
    BareTransactions.await(client.close());
    BareTransactions.await(vertx.close());
  }
}
