package dev.ramal.kit.consuming;

import dev.ramal.kit.consuming.DatabaseWaits.Wait;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Records of which somebody else holds a row for long, and behind them whatever comes of their
 * keys, in its order. They are tried again, key by key, beside the sets of all others.
 *
 * <p>Failure policy: they are not given back before they have come to their end, so that the
 * connector commits past none of them: after a crash they come again, and what came behind them and
 * was applied is known to the inbox. Only so many keys are set aside; what is of more of them waits
 * where it is ({@link LockedOut}).
 */
final class HeldRecords {
  private static final Logger LOG = Logger.getLogger(HeldRecords.class);

  /** More that are held at one moment are not rows of somebody, but the database. */
  static final int MOST_KEYS = 64;

  private static final int MOST_TOGETHER = 100;
  private static final Duration PAUSE = Duration.ofMillis(300);

  /**
   * For a lock, at first, and at most: whoever gives up leaves Postgres' queue for the row, so that
   * where many want it a short wait would never come to its turn.
   */
  private static final Duration SHORTEST_WAIT = Duration.ofMillis(300);

  private static final int MOST_DOUBLINGS = 3;

  /** All keys share it, so that one that is free again is not behind many that are not. */
  private static final Duration ROUND = Duration.ofSeconds(10);

  private final String consumer;
  private final Aside aside;
  private final Supplier<Wait> waits;
  private final BiFunction<List<Delivery>, Duration, Uni<Integer>> attempt;
  private final Map<String, Key> keys = new LinkedHashMap<>();
  private boolean trying;

  /**
   * Where what is held goes.
   *
   * @param executor where it is tried
   * @param giveBack what has come to its end; never fails
   * @param count how many are held of the consumer, on all its channels
   * @param mostKeys of how many keys at one moment: {@link #MOST_KEYS}
   */
  record Aside(
      Executor executor,
      Function<List<Delivery>, Uni<Void>> giveBack,
      AtomicInteger count,
      int mostKeys) {}

  /**
   * @param waits tells of what waits
   * @param attempt tries them, waiting so long for a lock, and gives how many of the first have
   *     come to their end; never fails
   */
  HeldRecords(
      String consumer,
      Aside aside,
      Supplier<Wait> waits,
      BiFunction<List<Delivery>, Duration, Uni<Integer>> attempt) {
    this.consumer = consumer;
    this.aside = aside;
    this.waits = waits;
    this.attempt = attempt;
  }

  /**
   * @param done hears, once it was given back
   */
  private record Held(Delivery delivery, IntConsumer done) {}

  private static final class Key {
    private final Deque<Held> records = new ArrayDeque<>();
    private final Wait waiting;
    private int vain;

    Key(Wait waiting) {
      this.waiting = waiting;
    }

    Duration patience(Duration most) {
      Duration wanted = SHORTEST_WAIT.multipliedBy(1L << Math.min(vain, MOST_DOUBLINGS));
      return wanted.compareTo(most) < 0 ? wanted : most;
    }
  }

  private void add(Key key, List<Delivery> more, IntConsumer done) {
    for (Delivery delivery : more) {
      delivery.hold();
      key.records.add(new Held(delivery, done));
    }
    aside.count().addAndGet(more.size());
  }

  synchronized boolean hasRoom() {
    return keys.size() < aside.mostKeys();
  }

  /** Those of no key that is held; the others are held as well. */
  synchronized List<Delivery> pass(List<Delivery> set, IntConsumer done) {
    if (keys.isEmpty()) {
      return set;
    }
    List<Delivery> free = new ArrayList<>(set.size());
    for (Delivery delivery : set) {
      Key held = keys.get(delivery.key());
      if (held == null) {
        free.add(delivery);
      } else {
        add(held, List.of(delivery), done);
      }
    }
    return free;
  }

  /**
   * Holds records of one key.
   *
   * @param done hears how many of them were given back, each time that some were
   * @return false where there is no room
   */
  boolean hold(List<Delivery> records, IntConsumer done) {
    ReceivedEvent first = records.get(0).event;
    synchronized (this) {
      Key known = keys.get(records.get(0).key());
      if (known != null) {
        add(known, records, done);
        return true;
      }
      if (!hasRoom()) {
        return false;
      }
      Key key = new Key(waits.get());
      key.waiting.begin();
      add(key, records, done);
      keys.put(records.get(0).key(), key);
      LOG.warnf(
          "consumer=%s tenant=%s event=%s waits for a row that somebody holds; others go on",
          consumer, first.tenant(), first.id());
      if (trying) {
        return true;
      }
      trying = true;
    }
    Uni.createFrom()
        .deferred(this::round)
        .runSubscriptionOn(aside.executor())
        .repeat()
        .withDelay(PAUSE)
        .until(over -> over)
        .subscribe()
        .with(again -> {}, this::tryAtTheNext);
    return true;
  }

  /** A bug: what is held is tried again when something else comes to be held. */
  private synchronized void tryAtTheNext(Throwable failure) {
    LOG.errorf(failure, "consumer=%s tries what it holds no more", consumer);
    trying = false;
  }

  /** Whether nothing is held any more. */
  private Uni<Boolean> round() {
    return Multi.createFrom()
        .iterable(keys())
        .onItem()
        .transformToUniAndConcatenate(this::tryOnce)
        .onItem()
        .ignoreAsUni()
        .map(tried -> isOver());
  }

  private Uni<Void> tryOnce(String key) {
    List<Held> first = first(key);
    return attempt
        .apply(first.stream().map(Held::delivery).toList(), patience(key))
        .chain(ended -> ended == 0 ? inVain(key) : end(key, first, ended));
  }

  private Uni<Void> end(String key, List<Held> first, int ended) {
    List<Held> over = first.subList(0, ended);
    forget(key, ended);
    return aside
        .giveBack()
        .apply(over.stream().map(Held::delivery).toList())
        .invoke(() -> over.forEach(held -> held.done().accept(1)));
  }

  private synchronized List<String> keys() {
    return List.copyOf(keys.keySet());
  }

  private synchronized Duration patience(String key) {
    Duration share = ROUND.dividedBy(keys.size());
    return keys.get(key).patience(share.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : share);
  }

  private synchronized Uni<Void> inVain(String key) {
    keys.get(key).vain++;
    return Uni.createFrom().voidItem();
  }

  private synchronized List<Held> first(String key) {
    return keys.get(key).records.stream().limit(MOST_TOGETHER).toList();
  }

  private synchronized void forget(String key, int ended) {
    Key held = keys.get(key);
    for (int n = 0; n < ended; n++) {
      held.records.remove();
    }
    aside.count().addAndGet(-ended);
    if (held.records.isEmpty()) {
      held.waiting.end();
      keys.remove(key);
    }
  }

  private synchronized boolean isOver() {
    trying = !keys.isEmpty();
    return !trying;
  }
}
