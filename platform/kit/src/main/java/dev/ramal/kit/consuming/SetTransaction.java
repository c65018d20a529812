package dev.ramal.kit.consuming;

import dev.ramal.kit.consuming.Delivery.Outcome;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlState;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.jboss.logging.Logger;

/**
 * Applies a set of records in one transaction, or in several when one of them spoils it.
 *
 * <p>Failure policy: one of which somebody else holds a row costs the others a few seconds, and
 * waits aside ({@link HeldRecords}), or, where too many do, behind the others of its set ({@link
 * LockedOut}).
 */
final class SetTransaction {
  private static final Logger LOG = Logger.getLogger(SetTransaction.class);

  /** For a lock, far longer than a set at work keeps one. */
  static final Duration LOCK = Duration.ofSeconds(5);

  /** The same where it is known that somebody keeps one for long. */
  private static final Duration SHORT_LOCK = Duration.ofMillis(300);

  private final SqlTransactions transactions;
  private final String consumer;
  private final SetInbox inbox;
  private final BatchHandler handler;
  private final Outage outage;
  private final Duration patience;
  private final HeldRecords held;

  /** What of a set waits where it is, and who hears of what is given back later. */
  private record Way(LockedOut left, IntConsumer later) {}

  /**
   * @param patience how long a whole set waits for a lock: {@link #LOCK}
   * @param aside where records go whose rows somebody holds
   */
  SetTransaction(
      SqlTransactions transactions,
      String consumer,
      BatchHandler handler,
      Outage outage,
      Duration patience,
      HeldRecords.Aside aside) {
    this.transactions = transactions;
    this.consumer = consumer;
    this.inbox = new SetInbox(consumer);
    this.handler = handler;
    this.outage = outage;
    this.patience = patience;
    this.held = new HeldRecords(consumer, aside, () -> outage.next(consumer), this::tryHeld);
  }

  /**
   * Never fails: a record that cannot be applied has its failure in itself, and one that {@link
   * Delivery#isHeld waits} for somebody is given back later.
   *
   * @param later hears of those when they were
   */
  Uni<Void> apply(List<Delivery> set, IntConsumer later) {
    List<Delivery> concerned = new ArrayList<>(set.size());
    for (Delivery delivery : set) {
      try {
        if (handler.concerns(delivery.event)) {
          concerned.add(delivery);
        } else {
          delivery.become(Outcome.NOT_CONCERNED);
        }
      } catch (RuntimeException e) {
        delivery.fail(e);
      }
    }
    Way way = new Way(new LockedOut(), later);
    return applyConcerned(concerned, patience, way).chain(() -> waitInPlace(way));
  }

  private Uni<Void> waitInPlace(Way way) {
    if (way.left().isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    LOG.warnf(
        "consumer=%s waits where it is for rows that somebody holds, of more keys than go aside",
        consumer);
    return outage.waitOut(consumer, Uni.createFrom().deferred(() -> again(way)));
  }

  /** With the database's own patience, as nobody else of the set waits; fails while one must. */
  private Uni<Void> again(Way way) {
    return Multi.createFrom()
        .iterable(way.left().take())
        .onItem()
        .transformToUniAndConcatenate(
            part -> Uni.createFrom().deferred(() -> applyConcerned(part, null, way)))
        .onItem()
        .ignoreAsUni()
        .chain(
            () ->
                way.left().isEmpty()
                    ? Uni.createFrom().voidItem()
                    : Uni.createFrom().failure(way.left().why()));
  }

  /**
   * @param longest for a lock; null for as long as all wait
   */
  private Uni<Void> applyConcerned(List<Delivery> all, Duration longest, Way way) {
    List<Delivery> set = way.left().pass(held.pass(all, way.later()));
    if (set.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Uni<Void> work =
        Uni.createFrom()
            .deferred(() -> once(set, longest))
            .onFailure(SetTransaction::isLockedOut)
            .recoverWithUni(failure -> setAside(set, failure, way));
    if (set.size() > 1) {
      work =
          work.onFailure(SetTransaction::tookTooLong)
              .recoverWithUni(failure -> isolate(set, failure, longest, way));
    }
    return outage
        .waitOut(consumer, work)
        .onFailure()
        .recoverWithUni(failure -> isolate(set, failure, longest, way));
  }

  private static boolean isLockedOut(Throwable failure) {
    return SqlState.is(failure, SqlState.LOCK_NOT_AVAILABLE);
  }

  /**
   * One key's records wait aside, and hold up nobody, or, where there is no room, behind the others
   * of their set; which one's is found out by dividing.
   */
  private Uni<Void> setAside(List<Delivery> set, Throwable failure, Way way) {
    boolean ofSeveral = set.stream().map(Delivery::key).distinct().count() > 1;
    if (ofSeveral && (held.hasRoom() || way.left().hasRoom())) {
      return isolate(set, failure, SHORT_LOCK, way);
    }
    if (ofSeveral || !held.hold(set, way.later())) {
      way.left().add(set, failure);
    }
    return Uni.createFrom().voidItem();
  }

  /** Tries the first alone where the whole does not go. */
  private Uni<Integer> tryHeld(List<Delivery> set, Duration lock) {
    return Uni.createFrom()
        .deferred(() -> once(set, lock))
        .replaceWith(set.size())
        .onFailure()
        .recoverWithUni(
            failure -> {
              boolean alone = set.size() == 1;
              if (outage.isOutage(failure) && (alone || !tookTooLong(failure))) {
                return Uni.createFrom().item(0);
              }
              if (!alone) {
                return tryHeld(set.subList(0, 1), lock);
              }
              set.get(0).fail(failure);
              return Uni.createFrom().item(1);
            });
  }

  /** Half of it may be done in time; the whole, tried again, would hold its lane for ever. */
  private static boolean tookTooLong(Throwable failure) {
    return SqlState.is(failure, SqlState.QUERY_CANCELED);
  }

  private Uni<Void> isolate(List<Delivery> set, Throwable failure, Duration longest, Way way) {
    if (set.size() == 1) {
      set.get(0).fail(failure);
      return Uni.createFrom().voidItem();
    }
    LOG.debugf("consumer=%s a set of %d is divided: %s", consumer, set.size(), failure);
    int half = set.size() / 2;
    return applyConcerned(set.subList(0, half), longest, way)
        .chain(() -> applyConcerned(set.subList(half, set.size()), longest, way));
  }

  private Uni<Void> once(List<Delivery> set, Duration lock) {
    return transactions.acrossTenants(
        "records of all organizations come in one set",
        lock,
        sql -> inbox.remember(sql, set).chain(() -> applyFresh(sql, set)));
  }

  private Uni<Void> applyFresh(Sql sql, List<Delivery> set) {
    List<Delivery> fresh = accepted(set);
    if (fresh.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return handler.apply(sql, fresh).chain(() -> inbox.forgetRefused(sql, fresh));
  }

  private static List<Delivery> accepted(List<Delivery> set) {
    return set.stream().filter(Delivery::isAccepted).toList();
  }
}
