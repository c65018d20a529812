package dev.ramal.kit.consuming;

import dev.ramal.kit.consuming.Delivery.Outcome;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a consumer has applied, written and read for a set with one statement each. */
final class SetInbox {
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

  private final String consumer;

  SetInbox(String consumer) {
    this.consumer = consumer;
  }

  /** Tells apart which of them come for the first time. */
  Uni<Void> remember(Sql sql, List<Delivery> set) {
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

  /** Of those that were remembered in this transaction, what its handler has refused. */
  Uni<Void> forgetRefused(Sql sql, List<Delivery> fresh) {
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
