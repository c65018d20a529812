package dev.ramal.kit.consuming;

import dev.ramal.kit.consuming.Delivery.Outcome;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import dev.ramal.kit.tenancy.SqlState;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/** Applies a set of records in one transaction, or in several when one of them spoils it. */
final class SetTransaction {
  private static final Logger LOG = Logger.getLogger(SetTransaction.class);

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

  SetTransaction(
      SqlTransactions transactions, String consumer, BatchHandler handler, Outage outage) {
    this.transactions = transactions;
    this.consumer = consumer;
    this.handler = handler;
    this.outage = outage;
  }

  /** Never fails: a record that cannot be applied has its failure in itself. */
  Uni<Void> apply(List<Delivery> set) {
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
    return applyConcerned(concerned);
  }

  private Uni<Void> applyConcerned(List<Delivery> set) {
    if (set.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Uni<Void> work = Uni.createFrom().deferred(() -> once(set));
    if (set.size() > 1) {
      work =
          work.onFailure(SetTransaction::tookTooLong)
              .recoverWithUni(failure -> isolate(set, failure));
    }
    return outage
        .waitOut(consumer, work)
        .onFailure()
        .recoverWithUni(failure -> isolate(set, failure));
  }

  /** Half of it may be done in time; the whole, tried again, would hold its lane for ever. */
  private static boolean tookTooLong(Throwable failure) {
    return SqlState.is(failure, SqlState.QUERY_CANCELED);
  }

  private Uni<Void> isolate(List<Delivery> set, Throwable failure) {
    if (set.size() == 1) {
      set.get(0).fail(failure);
      return Uni.createFrom().voidItem();
    }
    LOG.debugf("consumer=%s a set of %d is divided: %s", consumer, set.size(), failure);
    int half = set.size() / 2;
    return applyConcerned(set.subList(0, half))
        .chain(() -> applyConcerned(set.subList(half, set.size())));
  }

  private Uni<Void> once(List<Delivery> set) {
    return transactions.acrossTenants(
        "records of all organizations come in one set",
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
