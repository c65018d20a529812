package dev.ramal.sandbox.contract;

import dev.ramal.events.EventHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Everything that stands on the published topics of a sandbox. */
public record PublishedEvents(String bootstrapServers) {
  /**
   * Each record up to the end of now; one without a value takes away what was told before, and one
   * that a person has repaired and sent again counts as it was sent then.
   */
  public void tell(ContractJudge judge) {
    Set<String> repaired = new HashSet<>();
    each(
        judge.topics(),
        record -> {
          if (!header(record, EventHeaders.REDRIVE).isEmpty()) {
            repaired.add(header(record, EventHeaders.ID));
          }
        });
    each(
        judge.topics(),
        record -> {
          boolean isLast =
              !header(record, EventHeaders.REDRIVE).isEmpty()
                  || !repaired.contains(header(record, EventHeaders.ID));
          if (record.value() != null && isLast) {
            judge.event(record.topic(), header(record, EventHeaders.TYPE), record.value());
          }
        });
  }

  /** Each record of some topics, up to the end of now. */
  public void each(Collection<String> topics, Consumer<ConsumerRecord<String, String>> told) {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                "bootstrap.servers", bootstrapServers, "enable.auto.commit", "false"),
            new StringDeserializer(),
            new StringDeserializer())) {
      Map<TopicPartition, Long> ends =
          consumer.endOffsets(
              topics.stream()
                  .flatMap(topic -> consumer.partitionsFor(topic).stream())
                  .map(info -> new TopicPartition(info.topic(), info.partition()))
                  .toList());
      consumer.assign(ends.keySet());
      consumer.seekToBeginning(ends.keySet());
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(Duration.ofMillis(200)).forEach(told);
      }
    }
  }

  private static String header(ConsumerRecord<?, ?> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }
}
