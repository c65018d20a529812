package dev.ramal.bench.queue;

import dev.ramal.bench.baseline.BareTransactions;
import dev.ramal.bench.room.Room;
import dev.ramal.servers.processes.ServerFailure;
import dev.ramal.servers.processes.Waiting;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Hears of offers in the moment of their commit: the orders to ring agents wake whoever sends
 * orders to carriers, once for all that were stored together, and nothing else is sent meanwhile.
 * How many they are is counted then, and not again and again, so that looking costs what is looked
 * at next to nothing.
 */
final class OffersHeard implements AutoCloseable {
  private static final String CHANNEL = "kit_jobs";
  private static final String ORDERS = "carrier-commands";

  private static final String OFFERED = "select count(*) from waiting_callers where offered";

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
            count();
          }
        });
    BareTransactions.await(client.query("listen " + CHANNEL).execute());
  }

  private void count() {
    client
        .query(OFFERED)
        .execute()
        .onSuccess(
            rows -> {
              long now = System.nanoTime();
              for (long offers = rows.iterator().next().getLong(0); heard.size() < offers; ) {
                heard.add(now);
              }
            });
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
    if (!Waiting.until(() -> heard.size() >= offers, Duration.ofMillis(1), patience)) {
      throw new ServerFailure("only %d of %d offers came".formatted(heard.size(), offers));
    }
  }

  @Override
  public void close() {
    BareTransactions.await(client.close());
    BareTransactions.await(vertx.close());
  }
}
