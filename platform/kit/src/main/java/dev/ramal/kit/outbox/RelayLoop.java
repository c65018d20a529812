package dev.ramal.kit.outbox;

import dev.ramal.kit.time.Backoff;
import io.vertx.mutiny.pgclient.PgConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Publishes outbox rows, on a thread of its own.
 *
 * <p>Only rows of key partitions that this process has locked are touched. A key is handed to the
 * sender with all its waiting rows and is left alone until the sender is done with it, so its order
 * holds; other keys go on meanwhile. A row is marked after the broker's acknowledgement.
 *
 * <p>Failure policy: at least once. A crash, or a connection lost, between the acknowledgement and
 * the mark publishes the row again; consumers drop it by event id. A row that the broker refuses
 * holds back its own key and is tried again for ever, with growing waits; it is never skipped,
 * because later events of the key build on it.
 */
final class RelayLoop {
  private static final Logger LOG = Logger.getLogger(RelayLoop.class);
  private static final Duration FIRST_WAIT = Duration.ofMillis(500);
  private static final Duration HOUSEKEEPING = Duration.ofMinutes(1);

  private final OutboxConfig config;
  private final Supplier<PgConnection> sessions;
  private final OutboxSender sender;
  private final Backoff backoff;
  private final Thread thread = new Thread(this::run, "outbox-relay");
  private final Semaphore wake = new Semaphore(0);
  private final Queue<Run> finished = new ConcurrentLinkedQueue<>();
  private final Map<String, Integer> inFlight = new ConcurrentHashMap<>();

  private volatile boolean stopping;
  private volatile boolean outOfPatience;
  private volatile Ownership ownership = new Ownership();
  private volatile double oldest;
  private long lastBalance;
  private long lastHousekeeping = System.nanoTime() - HOUSEKEEPING.toNanos();

  /**
   * @param sessions opens a connection of our own, which Postgres ends when it stands still
   */
  RelayLoop(OutboxConfig config, Supplier<PgConnection> sessions, OutboxSender sender) {
    this.config = config;
    this.sessions = sessions;
    this.sender = sender;
    this.backoff = Backoff.doubling(FIRST_WAIT, config.longestWait());
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler(
        (dead, failure) -> LOG.fatal("the outbox relay has died; restart this service", failure));
  }

  /** True until the connection that holds the locks is lost. */
  private static final class Ownership {
    volatile boolean valid = true;
  }

  /** A key's rows that were handed to the sender, and what came back. */
  private record Run(String key, Ownership under, OutboxSender.Result result) {}

  double oldestUnsentSeconds() {
    return oldest;
  }

  void start() {
    thread.start();
  }

  /** Hands out nothing more, waits for what is being sent, and lets go of the locks. */
  void stop() {
    stopping = true;
    wake.release();
    join(config.stopTimeout());
    outOfPatience = true;
    wake.release();
    join(Duration.ofSeconds(1));
    sender.close();
  }

  private void join(Duration limit) {
    try {
      thread.join(limit.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!stopping) {
      try {
        relayOverOneConnection();
      } catch (RuntimeException e) {
        LOG.warnf("the outbox relay lost its connection and starts again: %s", e);
        ownership.valid = false;
        pause(FIRST_WAIT);
      }
    }
  }

  private void relayOverOneConnection() {
    PgConnection connection = sessions.get();
    Ownership mine = new Ownership();
    ownership = mine;
    try {
      connection.notificationHandler(ignored -> wake.release());
      connection.closeHandler(
          () -> {
            mine.valid = false;
            wake.release();
          });
      OutboxStore store = new OutboxStore(connection);
      store.open();
      RelayLocks locks = new RelayLocks(store);
      locks.announce();
      lastBalance = 0;
      while (mine.valid && isWanted()) {
        recordResults(store, mine);
        if (!stopping) {
          lookAround(store, locks);
          handOut(store.unsent(locks.owned(), inFlight.keySet(), config.batch()), mine);
        }
        pause(config.poll());
      }
    } finally {
      mine.valid = false;
      connection.closeAndForget();
    }
  }

  private boolean isWanted() {
    return !stopping || (!outOfPatience && !(inFlight.isEmpty() && finished.isEmpty()));
  }

  private void recordResults(OutboxStore store, Ownership mine) {
    List<Long> acknowledged = new ArrayList<>();
    List<Run> runs = new ArrayList<>();
    for (Run run = finished.poll(); run != null; run = finished.poll()) {
      runs.add(run);
      if (run.under() == mine) {
        acknowledged.addAll(run.result().acknowledged());
      }
    }
    try {
      if (!acknowledged.isEmpty()) {
        store.markSent(acknowledged);
      }
      for (Run run : runs) {
        if (run.result().failed() != null && run.under() == mine) {
          backOff(store, run.result());
        }
      }
    } finally {
      // Also when the connection breaks: what is not marked is read and sent again.
      runs.forEach(run -> inFlight.remove(run.key()));
    }
  }

  private void backOff(OutboxStore store, OutboxSender.Result result) {
    OutboxRow failed = result.failed();
    Duration wait = backoff.after(failed.attempts() + 1);
    LOG.warnf(
        "topic=%s an event was not taken by the broker, next attempt in %s: %s",
        failed.topic(), wait, result.why());
    store.backOff(failed.seq(), String.valueOf(result.why()), wait);
  }

  private void lookAround(OutboxStore store, RelayLocks locks) {
    long now = System.nanoTime();
    if (lastBalance == 0 || now - lastBalance >= config.poll().toNanos()) {
      lastBalance = now;
      locks.balance(inFlight.values());
      oldest = store.oldestUnsentSeconds();
    }
    if (now - lastHousekeeping >= HOUSEKEEPING.toNanos()) {
      lastHousekeeping = now;
      store.purge(config.keepSent(), config.keepInbox());
    }
  }

  private void handOut(List<OutboxRow> rows, Ownership mine) {
    Map<String, List<OutboxRow>> byKey = new LinkedHashMap<>();
    rows.forEach(row -> byKey.computeIfAbsent(row.key(), key -> new ArrayList<>()).add(row));
    byKey.forEach(
        (key, ofKey) -> {
          inFlight.put(key, ofKey.get(0).partition());
          sender
              .send(ofKey, () -> mine.valid && !stopping)
              .thenAccept(
                  result -> {
                    finished.add(new Run(key, mine, result));
                    wake.release();
                  });
        });
    if (rows.size() == config.batch()) {
      wake.release();
    }
  }

  private void pause(Duration atMost) {
    try {
      if (wake.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        wake.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopping = true;
    }
  }
}
