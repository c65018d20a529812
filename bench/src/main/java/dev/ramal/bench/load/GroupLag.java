package dev.ramal.bench.load;

import dev.ramal.servers.processes.ServerFailure;
import dev.ramal.servers.processes.Waiting;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How many records a group has not committed, by the broker's own account. */
public final class GroupLag implements AutoCloseable {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

  private final Admin admin;
  private final String group;

  public GroupLag(String bootstrapServers, String group) {
    this.admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrapServers));
    this.group = group;
  }

  public long records() {
    try {
      Map<TopicPartition, OffsetAndMetadata> committed =
          admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
      Map<TopicPartition, ListOffsetsResultInfo> ends =
          admin
              .listOffsets(
                  committed.keySet().stream()
                      .collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest())))
              .all()
              .get();
      return committed.entrySet().stream()
          .mapToLong(one -> ends.get(one.getKey()).offset() - one.getValue().offset())
          .sum();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerFailure("interrupted", e);
    } catch (ExecutionException e) {
      throw new ServerFailure("Kafka does not tell the lag of " + group + ": " + e, e);
    }
  }

  /**
   * Waits until the group has committed everything.
   *
   * @param silence how long it may commit nothing
   */
  public void awaitNone(Duration silence) {
    long open = Long.MAX_VALUE;
    long news = System.nanoTime();
    for (long now = records(); now > 0; now = records()) {
      if (now < open) {
        open = now;
        news = System.nanoTime();
      }
      if (System.nanoTime() - news > silence.toNanos()) {
        throw new ServerFailure("%s does not commit %,d records".formatted(group, now));
      }
      Waiting.pause(LOOK_AGAIN);
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
