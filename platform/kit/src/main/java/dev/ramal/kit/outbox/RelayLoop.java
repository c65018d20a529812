package dev.ramal.kit.outbox;

import dev.ramal.kit.time.Backoff;
import io.vertx.mutiny.pgclient.PgConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.RetriableException;
import org.jboss.logging.Logger;

/**
 * Publishes outbox rows, on a thread of its own.
 *
 * <p>Only rows of key partitions that this process has locked are touched. Each round reads some
 * rows, hands them to the sender and removes with one statement what the broker has acknowledged. A
 * key is left alone until all that was handed over of it is answered, so its order holds; other
 * keys go on meanwhile.
 *
 * <p>Failure policy: at least once. A crash between the acknowledgement and the removal publishes
 * the row again; consumers drop it by event id. A row that the broker refuses holds back its own
 * key and is tried again for ever, with growing waits; it is never skipped, because later events of
 * the key build on it.
 */
final class RelayLoop {
  private static final Logger LOG = Logger.getLogger(RelayLoop.class);
  private static final Duration FIRST_WAIT = Duration.ofMillis(500);
  private static final Duration FIRST_WAIT_OF_TOPIC = Duration.ofMillis(20);
  private static final Duration LONGEST_WAIT_OF_TOPIC = Duration.ofSeconds(5);

  /** A producer does not know a topic before it was asked for it. */
  private static final Duration WORTH_TELLING = Duration.ofMillis(200);

  /** Who takes longer is not waited for: other keys go on. */
  private static final Duration ROUND = Duration.ofMillis(200);

  /** More keys in trouble than this are a trouble of their topic. */
  private static final int MOST_HELD_KEYS = 500;

  private final OutboxConfig config;
  private final Supplier<PgConnection> sessions;
  private final OutboxSender sender;
  private final Thread thread = new Thread(this::run, "outbox-relay");
  private final Semaphore wake = new Semaphore(0);
  private final Answers answers = new Answers(wake::release);
  private final Holds keys;
  private final Holds topics;

  /** Keys of which the broker refuses a row for what it is: no waiting helps. */
  private final Set<String> refusedKeys = new HashSet<>();

  /** Keys that were handed over, with their partition. */
  private final Map<String, Integer> inHand = new HashMap<>();

  /** Acknowledged, not yet removed: also what a lost connection has left. */
  private final List<OutboxRow> published = new ArrayList<>();

  private volatile boolean stopping;
  private volatile boolean outOfPatience;
  private volatile Ownership ownership = new Ownership();
  private volatile double oldest;
  private volatile RefusedHeads refused;
  private volatile boolean ownsAll;
  private long lastLook;
  private int turn;

  /**
   * @param sessions opens a connection of our own, which Postgres ends when it stands still
   */
  RelayLoop(OutboxConfig config, Supplier<PgConnection> sessions, OutboxSender sender) {
    this.config = config;
    this.sessions = sessions;
    this.sender = sender;
    this.keys = new Holds(Backoff.doubling(FIRST_WAIT, config.longestWait()));
    this.topics = new Holds(Backoff.doubling(FIRST_WAIT_OF_TOPIC, LONGEST_WAIT_OF_TOPIC));
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler(
        (dead, failure) -> LOG.fatal("the outbox relay has died; restart this service", failure));
  }

  /** True until the connection that holds the locks is lost. */
  private static final class Ownership {
    volatile boolean valid = true;
  }

  /** Of the partitions that this relay owns. */
  double oldestUnsentSeconds() {
    return oldest;
  }

  /** Of the partitions that this relay owns; null while it has no connection. */
  RefusedHeads refusedHeads() {
    return refused;
  }

  /** Whether no other relay has to be told of new rows. */
  boolean ownsAll() {
    return ownsAll;
  }

  /** Whether it has not ended by itself. */
  boolean isAlive() {
    return stopping || thread.isAlive();
  }

  void wake() {
    wake.release();
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
      Floors floors = new Floors();
      lastLook = 0;
      while (mine.valid && isWanted()) {
        boolean more = removePublished(store);
        if (!stopping) {
          lookAround(store, locks, floors);
          more |= sendWhatWaits(store, locks, floors);
          more |= removePublished(store);
        }
        if (!more) {
          // Once it stops nothing is tried again: only answers are waited for, and they wake.
          pause(stopping ? config.poll() : keys.next(topics.next(config.poll())));
        }
      }
    } finally {
      mine.valid = false;
      ownsAll = false;
      refused = null;
      sender.callBack();
      connection.closeAndForget();
    }
  }

  private boolean isWanted() {
    return !stopping || (!outOfPatience && !inHand.isEmpty());
  }

  /**
   * Whatever has come back leaves our hands, whatever happens then: what cannot be removed now is
   * removed over the next connection.
   *
   * @return whether rows were given back that may be sent at once
   */
  private boolean removePublished(OutboxStore store) {
    boolean more = false;
    for (KeyRun run : answers.take()) {
      inHand.remove(run.key());
      published.addAll(run.acknowledged());
      run.acknowledged().stream().map(OutboxRow::topic).distinct().forEach(topics::taken);
      if (!run.acknowledged().isEmpty()) {
        keys.taken(run.key());
        refusedKeys.remove(run.key());
      }
      if (run.refusal() != null) {
        hold(run.refusal());
      }
      more |= run.isCutShort();
    }
    if (!published.isEmpty()) {
      store.remove(published);
      published.clear();
    }
    return more;
  }

  private void hold(KeyRun.Refusal refusal) {
    String topic = refusal.row().topic();
    Duration wait;
    if (refusal.ofTopic() || keys.size() >= MOST_HELD_KEYS) {
      wait = topics.refused(topic);
    } else {
      topics.suspect(topic);
      wait = keys.refused(refusal.row().key());
      if (!(refusal.why() instanceof RetriableException)) {
        refusedKeys.add(refusal.row().key());
      }
    }
    if (!wait.isZero()) {
      LOG.logf(
          wait.compareTo(WORTH_TELLING) < 0 ? Logger.Level.DEBUG : Logger.Level.WARN,
          "topic=%s an event was not taken by the broker, next attempt in %s: %s",
          topic,
          wait,
          refusal.why());
    }
  }

  private void lookAround(OutboxStore store, RelayLocks locks, Floors floors) {
    long now = System.nanoTime();
    if (lastLook != 0 && now - lastLook < config.poll().toNanos()) {
      return;
    }
    lastLook = now;
    locks.balance(inHand.values());
    ownsAll = locks.owned().size() == KeyPartitions.COUNT;
    floors.note(store.progress());
    Map<Integer, OutboxStore.First> first = store.first(floors.of(locks.owned()));
    floors.raise(locks.owned(), first);
    oldest = first.values().stream().mapToDouble(OutboxStore.First::ageSeconds).max().orElse(0);
    refused = RefusedHeads.of(locks.owned(), first, refusedKeys);
  }

  /**
   * @return whether more is likely to wait
   */
  private boolean sendWhatWaits(OutboxStore store, RelayLocks locks, Floors floors) {
    Set<String> leftAlone = new HashSet<>(inHand.keySet());
    leftAlone.addAll(keys.now());
    int share = Math.max(1, config.batch() / 4);
    List<OutboxRow> rows =
        store.unsent(
            floors.inTurn(locks.owned(), turn++), leftAlone, topics.now(), share, config.batch());
    Map<String, List<OutboxRow>> byKey = new LinkedHashMap<>();
    rows.forEach(row -> byKey.computeIfAbsent(row.key(), key -> new ArrayList<>()).add(row));
    Ownership mine = ownership;
    Answers.Round round = answers.round(byKey.size());
    byKey.forEach(
        (key, ofKey) -> {
          sender.send(onTrial(ofKey), () -> mine.valid && !stopping, round::ended);
          inHand.put(key, ofKey.get(0).partition());
        });
    round.await(ROUND);
    return rows.size() >= share;
  }

  /** After a refusal the first row goes alone, so that nothing has to be called back. */
  private List<OutboxRow> onTrial(List<OutboxRow> ofKey) {
    OutboxRow first = ofKey.get(0);
    return keys.isOnTrial(first.key()) || topics.isOnTrial(first.topic()) ? List.of(first) : ofKey;
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
