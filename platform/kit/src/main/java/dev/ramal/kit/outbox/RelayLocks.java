package dev.ramal.kit.outbox;

import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Which key partitions this relay owns: session advisory locks, gone when the connection is gone.
 *
 * <p>Each relay also holds a lock that only says "I am here"; counting those tells every relay its
 * fair share, so two replicas end up with half each and a lone one with all.
 */
final class RelayLocks {
  /** First key of the advisory locks, "rama" and "raml" in ASCII. */
  static final int PARTITION_CLASS = 0x72616D61;

  static final int MEMBER_CLASS = 0x72616D6C;

  /** Compared as a bigint: a parameter of type oid reaches the server as another number. */
  private static final String MEMBERS =
      """
      select count(*)::int from pg_locks
      where locktype = 'advisory' and classid::int8 = $1 and granted
        and database = (select oid from pg_database where datname = current_database())
      """;

  private final OutboxStore store;
  private final Set<Integer> owned = new TreeSet<>();

  RelayLocks(OutboxStore store) {
    this.store = store;
  }

  void announce() {
    int self = ThreadLocalRandom.current().nextInt();
    store.run("select pg_advisory_lock($1, $2)", Tuple.of(MEMBER_CLASS, self));
  }

  Set<Integer> owned() {
    return owned;
  }

  /**
   * Takes free partitions up to the fair share and gives back what is above it.
   *
   * @param busy partitions with something in flight; never given back now
   */
  void balance(Collection<Integer> busy) {
    int members = store.run(MEMBERS, Tuple.of((long) MEMBER_CLASS)).iterator().next().getInteger(0);
    int share = KeyPartitions.fairShare(members);
    for (Integer partition : Set.copyOf(owned)) {
      if (owned.size() > share && !busy.contains(partition)) {
        store.run("select pg_advisory_unlock($1, $2)", Tuple.of(PARTITION_CLASS, partition));
        owned.remove(partition);
      }
    }
    int start = ThreadLocalRandom.current().nextInt(KeyPartitions.COUNT);
    for (int i = 0; i < KeyPartitions.COUNT && owned.size() < share; i++) {
      int partition = (start + i) % KeyPartitions.COUNT;
      if (!owned.contains(partition) && tryLock(partition)) {
        owned.add(partition);
      }
    }
  }

  private boolean tryLock(int partition) {
    return store
        .run("select pg_try_advisory_lock($1, $2)", Tuple.of(PARTITION_CLASS, partition))
        .iterator()
        .next()
        .getBoolean(0);
  }
}
