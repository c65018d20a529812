package dev.ramal.kit.outbox;

import dev.ramal.events.TenantId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The first rows of partitions that the broker does not take, for what they are: what follows of
 * their keys waits, however well the broker is.
 *
 * @param partitions that were looked at: those of this process
 * @param heads at most one for each of them
 */
public record RefusedHeads(Set<Integer> partitions, List<Head> heads) {
  /**
   * @param seq number of the row; another one once this one was taken
   */
  public record Head(TenantId tenant, int partition, long seq) {}

  static RefusedHeads of(
      Collection<Integer> owned, Map<Integer, OutboxStore.First> first, Set<String> refusedKeys) {
    List<Head> heads =
        first.entrySet().stream()
            .filter(row -> refusedKeys.contains(row.getValue().key()))
            .map(
                row ->
                    new Head(
                        TenantId.of(row.getValue().tenant()), row.getKey(), row.getValue().seq()))
            .toList();
    return new RefusedHeads(Set.copyOf(owned), heads);
  }
}
