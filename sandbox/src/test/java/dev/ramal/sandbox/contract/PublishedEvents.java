package dev.ramal.sandbox.contract;

import dev.ramal.events.EventHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Everything that stands on the published topics of a sandbox. */
public record PublishedEvents(String bootstrapServers) {
  /** Each record up to the end of now; one without a value takes away what was told before. */
  public void tell(ContractJudge judge) {
    each(
        judge.topics(),
        record -> {
          if (record.value() != null) {
            judge.event(record.topic(), type(record), record.value());
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

  private static String type(ConsumerRecord<?, ?> record) {
    Header type = record.headers().lastHeader(EventHeaders.TYPE);
    return type == null ? "" : new String(type.value(), StandardCharsets.UTF_8);
  }
}
