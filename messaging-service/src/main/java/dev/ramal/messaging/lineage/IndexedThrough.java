package dev.ramal.messaging.lineage;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Up to when everything that was published is indexed. Partitions are read at different speeds, so
 * the slowest of those that are behind decides, also while no record of it comes.
 */
final class IndexedThrough {
  /** When the last record that was read of a partition was published. */
  private final Map<TopicPartition, Instant> read = new HashMap<>();

  /** These have been indexed, in the order of their offsets. */
  void read(List<HopRow> rows) {
    for (HopRow row : rows) {
      read.put(new TopicPartition(row.topic(), row.partition()), row.publishedAt());
    }
  }

  /**
   * @param lags records of each partition of this replica that are not indexed
   * @param asked when these were seen
   * @return null where nobody knows: a partition is behind of which nothing was read yet
   */
  Instant of(Map<TopicPartition, Long> lags, Instant asked) {
    Instant through = asked;
    for (Map.Entry<TopicPartition, Long> lag : lags.entrySet()) {
      if (lag.getValue() > 0) {
        Instant last = read.get(lag.getKey());
        if (last == null) {
          return null;
        }
        through = last.isBefore(through) ? last : through;
      }
    }
    return through;
  }
}
