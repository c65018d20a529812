package dev.ramal.kit.consuming;

import dev.ramal.kit.consuming.Delivery.Outcome;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import dev.ramal.kit.tenancy.SqlState;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.jboss.logging.Logger;

/**
 * Applies a set of records in one transaction, or in several when one of them spoils it.
 *
 * <p>Failure policy: one of which somebody else holds a row costs the others a few seconds, and
 * waits aside ({@link HeldRecords}).
 */
final class SetTransaction {
  private static final Logger LOG = Logger.getLogger(SetTransaction.class);

  /** For a lock, far longer than a set at work keeps one. */
  private static final Duration LOCK = Duration.ofSeconds(5);

  /** The same where it is known that somebody keeps one for long. */
  private static final Duration SHORT_LOCK = Duration.ofMillis(300);

  /** In one order everywhere, so that two replicas wait for each other instead of deadlocking. */
  private static final String REMEMBER =
      """
      insert into inbox (consumer, event_id, tenant)
      select $1, id, tenant from unnest($2::text[], $3::text[]) as given (tenant, id)
      on conflict do nothing
      returning tenant, event_id
      """;

  private static final String FORGET =
      """
      delete from inbox where ctid = any(array(
        select known.ctid from unnest($2::text[], $3::text[]) as given (tenant, id)
        cross join lateral (select ctid from inbox
          where tenant = given.tenant and consumer = $1 and event_id = given.id limit 1) known))
      """;

  private final SqlTransactions transactions;
  private final String consumer;
  private final BatchHandler handler;
  private final Outage outage;
  private final HeldRecords held;

  /**
   * @param aside where records are tried whose rows somebody holds
   * @param giveBack gives them back when they have come to their end; never fails
   */
  SetTransaction(
      SqlTransactions transactions,
      String consumer,
      BatchHandler handler,
      Outage outage,
      Executor aside,
      Function<List<Delivery>, Uni<Void>> giveBack) {
    this.transactions = transactions;
    this.consumer = consumer;
    this.handler = handler;
    this.outage = outage;
    this.held =
        new HeldRecords(consumer, aside, () -> outage.next(consumer), this::tryHeld, giveBack);
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
    return applyConcerned(concerned, LOCK, later);
  }

  private Uni<Void> applyConcerned(List<Delivery> all, Duration lock, IntConsumer later) {
    List<Delivery> set = held.pass(all, later);
    if (set.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Uni<Void> work =
        Uni.createFrom()
            .deferred(() -> once(set, held.hasRoom() ? lock : null))
            .onFailure(SetTransaction::isLockedOut)
            .recoverWithUni(failure -> setAside(set, failure, later));
    if (set.size() > 1) {
      work =
          work.onFailure(SetTransaction::tookTooLong)
              .recoverWithUni(failure -> isolate(set, failure, lock, later));
    }
    return outage
        .waitOut(consumer, work)
        .onFailure()
        .recoverWithUni(failure -> isolate(set, failure, lock, later));
  }

  private static boolean isLockedOut(Throwable failure) {
    return SqlState.is(failure, SqlState.LOCK_NOT_AVAILABLE);
  }

  /** One key's records wait aside, and hold up nobody; which one's is found out by dividing. */
  private Uni<Void> setAside(List<Delivery> set, Throwable failure, IntConsumer later) {
    if (set.stream().map(Delivery::key).distinct().count() > 1) {
      return held.hasRoom()
          ? isolate(set, failure, SHORT_LOCK, later)
          : Uni.createFrom().failure(failure);
    }
    return held.hold(set, later) ? Uni.createFrom().voidItem() : Uni.createFrom().failure(failure);
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

  private Uni<Void> isolate(
      List<Delivery> set, Throwable failure, Duration lock, IntConsumer later) {
    if (set.size() == 1) {
      set.get(0).fail(failure);
      return Uni.createFrom().voidItem();
    }
    LOG.debugf("consumer=%s a set of %d is divided: %s", consumer, set.size(), failure);
    int half = set.size() / 2;
    return applyConcerned(set.subList(0, half), lock, later)
        .chain(() -> applyConcerned(set.subList(half, set.size()), lock, later));
  }

  private Uni<Void> once(List<Delivery> set, Duration lock) {
    return transactions.acrossTenants(
        "records of all organizations come in one set",
        lock,
        sql -> remember(sql, set).chain(() -> applyFresh(sql, set)));
  }

  private Uni<Void> remember(Sql sql, List<Delivery> set) {
    List<Key> keys =
        set.stream().map(Key::of).distinct().sorted(Comparator.naturalOrder()).toList();
    return sql.query(REMEMBER, parameters(keys))
        .invoke(
            rows -> {
              Set<Key> fresh = new HashSet<>();
              rows.forEach(row -> fresh.add(Key.of(row)));
              for (Delivery delivery : set) {
                boolean first = fresh.remove(Key.of(delivery));
                delivery.become(first ? Outcome.APPLIED : Outcome.DUPLICATE);
              }
            })
        .replaceWithVoid();
  }

  private Uni<Void> applyFresh(Sql sql, List<Delivery> set) {
    List<Delivery> fresh = accepted(set);
    if (fresh.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return handler.apply(sql, fresh).chain(() -> forgetRefused(sql, fresh));
  }

  private Uni<Void> forgetRefused(Sql sql, List<Delivery> fresh) {
    List<Key> refused = new ArrayList<>();
    for (Delivery delivery : fresh) {
      if (!delivery.isAccepted()) {
        refused.add(Key.of(delivery));
      }
    }
    return refused.isEmpty()
        ? Uni.createFrom().voidItem()
        : sql.query(FORGET, parameters(refused)).replaceWithVoid();
  }

  private Object[] parameters(List<Key> keys) {
    return Columns.of(keys).scalar(consumer).text(Key::tenant).text(Key::eventId).parameters();
  }

  private static List<Delivery> accepted(List<Delivery> set) {
    return set.stream().filter(Delivery::isAccepted).toList();
  }

  /** An event as the inbox knows it. */
  private record Key(String tenant, String eventId) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::tenant).thenComparing(Key::eventId);

    static Key of(Delivery delivery) {
      return new Key(delivery.event.tenant().value(), delivery.event.id());
    }

    static Key of(SqlRow row) {
      return new Key(row.text(0), row.text(1));
    }

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }
}
