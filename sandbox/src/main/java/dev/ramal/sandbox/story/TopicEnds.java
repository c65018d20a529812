package dev.ramal.sandbox.story;

import dev.ramal.events.Topics;
import dev.ramal.events.billing.UsageAmended;
import dev.ramal.events.calls.CallCosted;
import dev.ramal.testkit.TopicProbe;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far the services have read, asked from the broker itself. */
public record TopicEnds(String bootstrapServers) {
  /** Present once every consumer group has read and committed everything. */
  public Optional<Boolean> allRead() {
    try (Admin admin =
        Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrapServers))) {
      for (GroupListing group : admin.listGroups().all().get(10, TimeUnit.SECONDS)) {
        if (lag(admin, group.groupId()) > 0) {
          return Optional.empty();
        }
      }
      return Optional.of(true);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StepFailure("interrupted while asking Kafka", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new StepFailure("Kafka does not tell how far groups have read: " + e, e);
    }
  }

  /** How many of our own events there are about a call, beside real costs that may come late. */
  public long eventsOf(String subject) {
    try (TopicProbe probe =
        TopicProbe.on(bootstrapServers, true, Topics.CALLS, Topics.BILLING, Topics.CRM)) {
      return probe.all().stream()
          .filter(record -> record.json() != null && record.json().contains(subject))
          .filter(record -> !record.is(CallCosted.class) && !record.is(UsageAmended.class))
          .count();
    }
  }

  private static long lag(Admin admin, String group)
      throws ExecutionException, InterruptedException, TimeoutException {
    Map<TopicPartition, OffsetAndMetadata> read =
        admin
            .listConsumerGroupOffsets(group)
            .partitionsToOffsetAndMetadata()
            .get(10, TimeUnit.SECONDS);
    Set<TopicPartition> partitions =
        read.entrySet().stream()
            .filter(entry -> entry.getValue() != null)
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    var ends =
        admin
            .listOffsets(
                partitions.stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest())))
            .all()
            .get(10, TimeUnit.SECONDS);
    return partitions.stream().mapToLong(p -> ends.get(p).offset() - read.get(p).offset()).sum();
  }
}
