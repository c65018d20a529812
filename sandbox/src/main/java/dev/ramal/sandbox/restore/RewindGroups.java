package dev.ramal.sandbox.restore;

import dev.ramal.sandbox.state.SandboxFailure;
import dev.ramal.servers.processes.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Has a service that does not run read again what it has read since a moment, as {@code
 * kafka-consumer-groups.sh --reset-offsets --to-datetime} does.
 */
record RewindGroups(String bootstrapServers) {
  private static final int SECONDS = 10;

  /** Longer than a reader that was not ended in order is missed. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration PAUSE = Duration.ofSeconds(1);

  /**
   * @param service whose groups are its own and those that begin with its name
   * @return how many records it will read again
   */
  long to(String service, Instant moment) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try (Admin admin =
          Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrapServers))) {
        long again = 0;
        for (GroupListing group : admin.listGroups().all().get(SECONDS, TimeUnit.SECONDS)) {
          if (isOf(group.groupId(), service)) {
            again += rewind(admin, group.groupId(), moment);
          }
        }
        return again;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new SandboxFailure("Interrupted while asking Kafka", e);
      } catch (ExecutionException | TimeoutException stillRead) {
        if (System.nanoTime() > deadline) {
          throw new SandboxFailure("Kafka lets no group be set back: " + stillRead, stillRead);
        }
        Waiting.pause(PAUSE);
      }
    }
  }

  /** What waits to be tried again is behind nothing, and stays as it is. */
  static boolean isOf(String group, String service) {
    return group.equals(service) || group.startsWith(service + "-") && !group.endsWith("-retries");
  }

  private static long rewind(Admin admin, String group, Instant moment)
      throws ExecutionException, InterruptedException, TimeoutException {
    Map<TopicPartition, Long> read = new HashMap<>();
    admin
        .listConsumerGroupOffsets(group)
        .partitionsToOffsetAndMetadata()
        .get(SECONDS, TimeUnit.SECONDS)
        .forEach(
            (partition, committed) -> {
              if (committed != null) {
                read.put(partition, committed.offset());
              }
            });
    if (read.isEmpty()) {
      return 0;
    }
    Map<TopicPartition, ListOffsetsResultInfo> then =
        admin
            .listOffsets(
                read.keySet().stream()
                    .collect(
                        Collectors.toMap(
                            partition -> partition,
                            partition -> OffsetSpec.forTimestamp(moment.toEpochMilli()))))
            .all()
            .get(SECONDS, TimeUnit.SECONDS);
    Map<TopicPartition, Long> earlier = new HashMap<>();
    read.forEach(
        (partition, offset) -> {
          long wanted = earlier(offset, then.get(partition).offset());
          if (wanted < offset) {
            earlier.put(partition, wanted);
          }
        });
    if (!earlier.isEmpty()) {
      admin
          .alterConsumerGroupOffsets(
              group,
              earlier.entrySet().stream()
                  .collect(
                      Collectors.toMap(
                          Map.Entry::getKey, set -> new OffsetAndMetadata(set.getValue()))))
          .all()
          .get(SECONDS, TimeUnit.SECONDS);
    }
    return earlier.entrySet().stream()
        .mapToLong(set -> read.get(set.getKey()) - set.getValue())
        .sum();
  }

  /**
   * Never ahead of what was read.
   *
   * @param then the first record after the moment; below 0 when there is none
   */
  static long earlier(long read, long then) {
    return then < 0 ? read : Math.min(read, then);
  }
}
