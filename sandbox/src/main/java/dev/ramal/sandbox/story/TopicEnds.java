package dev.ramal.sandbox.story;

import dev.ramal.events.EventHeaders;
import dev.ramal.events.EventTypes;
import dev.ramal.events.Topics;
import dev.ramal.events.billing.UsageAmended;
import dev.ramal.events.calls.CallCosted;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;

/** How far the services have read, asked from the broker itself. */
public record TopicEnds(String bootstrapServers) {
  /** The index by which people ask why reads at a pace of its own, and nobody waits for it. */
  private static final String INDEX = "messaging-service-lineage";

  /** Present once every consumer group but the index's has read and committed everything. */
  public Optional<Boolean> allRead() {
    try (Admin admin =
        Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrapServers))) {
      for (GroupListing group : admin.listGroups().all().get(10, TimeUnit.SECONDS)) {
        if (!group.groupId().equals(INDEX) && lag(admin, group.groupId()) > 0) {
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
    Set<String> late =
        Set.of(EventTypes.typeOf(CallCosted.class), EventTypes.typeOf(UsageAmended.class));
    return all().stream()
        .filter(event -> event.value().contains(subject) && !late.contains(event.type()))
        .count();
  }

  /** Which of these events nobody can read yet. */
  public List<Scene.Expected> missing(List<Scene.Expected> expected) {
    List<Event> told = all();
    return expected.stream()
        .filter(
            one ->
                told.stream()
                    .noneMatch(
                        event ->
                            event.type().endsWith("." + one.type())
                                && event.value().contains(one.subject())))
        .toList();
  }

  /** Whether the gateway has published what a carrier said of a call under that id. */
  public boolean hasCallFact(String id) {
    return all(Topics.CALL_FACTS, Topics.CALL_FACTS_BULK).stream()
        .anyMatch(fact -> fact.id().equals(id));
  }

  private record Event(String id, String type, String value) {}

  /** All of our own that stand on their topics now. */
  private List<Event> all() {
    return all(Topics.CALLS, Topics.MESSAGES, Topics.BILLING, Topics.CRM);
  }

  private List<Event> all(String... topics) {
    List<Event> events = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer = consumer()) {
      consumer.assign(partitions(consumer, topics));
      Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
      consumer.seekToBeginning(ends.keySet());
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
          if (record.value() != null) {
            events.add(
                new Event(
                    header(record, EventHeaders.ID),
                    header(record, EventHeaders.TYPE),
                    record.value()));
          }
        }
      }
    }
    return events;
  }

  private KafkaConsumer<String, String> consumer() {
    return new KafkaConsumer<>(
        Map.<String, Object>of(
            "bootstrap.servers", bootstrapServers, "enable.auto.commit", "false"),
        new StringDeserializer(),
        new StringDeserializer());
  }

  private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String... topics) {
    return Stream.of(topics)
        .flatMap(topic -> consumer.partitionsFor(topic).stream())
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .toList();
  }

  private static String header(ConsumerRecord<?, ?> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }

  /** Also of partitions that a member reads and of which the group has committed nothing yet. */
  private static long lag(Admin admin, String group)
      throws ExecutionException, InterruptedException, TimeoutException {
    Map<TopicPartition, Long> read = new HashMap<>();
    admin
        .describeConsumerGroups(List.of(group))
        .describedGroups()
        .get(group)
        .get(10, TimeUnit.SECONDS)
        .members()
        .forEach(
            member -> member.assignment().topicPartitions().forEach(each -> read.put(each, 0L)));
    admin
        .listConsumerGroupOffsets(group)
        .partitionsToOffsetAndMetadata()
        .get(10, TimeUnit.SECONDS)
        .forEach(
            (partition, committed) -> {
              if (committed != null) {
                read.put(partition, committed.offset());
              }
            });
    var ends =
        admin
            .listOffsets(
                read.keySet().stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest())))
            .all()
            .get(10, TimeUnit.SECONDS);
    return ends.entrySet().stream()
        .mapToLong(end -> end.getValue().offset() - read.get(end.getKey()))
        .sum();
  }
}
