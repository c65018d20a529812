package dev.ramal.sandbox.tally;

import dev.ramal.events.Topics;
import dev.ramal.sandbox.state.SandboxFailure;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/** How many records were ever written to topics that should stay empty. */
record TopicRecords(String bootstrapServers) {
  private static final int SECONDS = 10;

  /** Topic → records; without those that are empty. */
  Map<String, Long> deadLetters() {
    try (Admin admin =
        Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrapServers))) {
      List<String> topics =
          admin.listTopics().names().get(SECONDS, TimeUnit.SECONDS).stream()
              .filter(name -> name.endsWith(".dlq") || name.equals(Topics.QUARANTINE))
              .toList();
      Map<TopicPartition, OffsetSpec> ends =
          admin
              .describeTopics(topics)
              .allTopicNames()
              .get(SECONDS, TimeUnit.SECONDS)
              .values()
              .stream()
              .flatMap(TopicRecords::partitions)
              .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
      Map<String, Long> records = new TreeMap<>();
      for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end :
          admin.listOffsets(ends).all().get(SECONDS, TimeUnit.SECONDS).entrySet()) {
        if (end.getValue().offset() > 0) {
          records.merge(end.getKey().topic(), end.getValue().offset(), Long::sum);
        }
      }
      return records;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxFailure("Interrupted while asking Kafka", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new SandboxFailure("Kafka does not tell what lies in its topics: " + e, e);
    }
  }

  private static Stream<TopicPartition> partitions(TopicDescription topic) {
    return IntStream.range(0, topic.partitions().size())
        .mapToObj(partition -> new TopicPartition(topic.name(), partition));
  }
}
