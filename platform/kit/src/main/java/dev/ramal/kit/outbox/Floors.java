package dev.ramal.kit.outbox;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Below which number nothing can wait any more, for each partition of this relay. Rows that were
 * removed stay in the index for as long as anybody's snapshot may see them, a backup's for example;
 * who reads from the floor on does not walk over them.
 *
 * <p>Numbers are given before commits, so a row may turn up behind higher ones. Its transaction had
 * begun to write before it took the number ({@link Outbox} sees to that). Hence: read the last
 * number, then later the next transaction; once all transactions before that one have ended, no row
 * can turn up any more with a number up to the one read.
 */
final class Floors {
  private final Map<Integer, Long> floors = new HashMap<>();
  private final Deque<Mark> marks = new ArrayDeque<>();
  private long lastSeq = -1;
  private long settled;

  /** Once all transactions before this one have ended, no number up to this one can turn up. */
  private record Mark(long transaction, long seq) {}

  /** Each partition with its floor, in the given order. */
  Map<Integer, Long> of(Collection<Integer> partitions) {
    Map<Integer, Long> found = new LinkedHashMap<>();
    partitions.forEach(partition -> found.put(partition, floors.getOrDefault(partition, 0L)));
    return found;
  }

  /** As above, beginning with another partition each time, so that all are served. */
  Map<Integer, Long> inTurn(Collection<Integer> partitions, int turn) {
    List<Integer> order = partitions.stream().sorted().collect(Collectors.toList());
    if (!order.isEmpty()) {
      Collections.rotate(order, turn % order.size());
    }
    return of(order);
  }

  /** Takes note of how far transactions have come; before {@link #raise}. */
  void note(OutboxStore.Progress progress) {
    if (lastSeq >= 0) {
      marks.add(new Mark(progress.next(), lastSeq));
    }
    lastSeq = progress.lastSeq();
    while (!marks.isEmpty() && marks.peek().transaction() <= progress.oldest()) {
      settled = marks.poll().seq();
    }
  }

  /**
   * @param first what the partitions hold, read after the progress was
   */
  void raise(Collection<Integer> partitions, Map<Integer, OutboxStore.First> first) {
    floors.keySet().retainAll(partitions);
    for (Integer partition : partitions) {
      OutboxStore.First found = first.get(partition);
      floors.put(partition, found == null ? settled + 1 : Math.min(found.seq(), settled + 1));
    }
  }
}
