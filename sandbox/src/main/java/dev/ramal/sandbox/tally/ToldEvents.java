package dev.ramal.sandbox.tally;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.events.EventHeaders;
import dev.ramal.events.EventTypes;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.CallEnded;
import dev.ramal.events.messages.MessageDelivered;
import dev.ramal.events.messages.MessageReceived;
import dev.ramal.sandbox.state.SandboxFailure;
import dev.ramal.sandbox.state.StateJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What stands on the topics of calls and messages; an event that came twice counts once. */
final class ToldEvents {
  private final Map<String, Set<String>> ends = new HashMap<>();
  private final Map<String, Set<String>> delivered = new HashMap<>();
  private final Map<String, Set<String>> received = new HashMap<>();

  private ToldEvents() {}

  /** From the beginning to where the topics end now. */
  static ToldEvents read(String bootstrapServers) {
    ToldEvents told = new ToldEvents();
    try (KafkaConsumer<String, String> consumer = consumer(bootstrapServers)) {
      List<TopicPartition> partitions =
          Stream.of(Topics.CALLS, Topics.MESSAGES)
              .flatMap(topic -> consumer.partitionsFor(topic).stream())
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> until = consumer.endOffsets(partitions);
      while (until.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(200)).forEach(told::take);
      }
    }
    return told;
  }

  /** Call → ids of its events {@code CallEnded} of revision 0. */
  Map<String, Set<String>> ends() {
    return ends;
  }

  /** Message → ids of its events {@code MessageDelivered}. */
  Map<String, Set<String>> delivered() {
    return delivered;
  }

  /** Who wrote → ids of the messages. */
  Map<String, Set<String>> received() {
    return received;
  }

  private void take(ConsumerRecord<String, String> record) {
    if (record.value() == null) {
      return;
    }
    String type = header(record, EventHeaders.TYPE);
    String id = header(record, EventHeaders.ID);
    JsonNode event = json(record.value());
    if (type.equals(EventTypes.typeOf(CallEnded.class))) {
      if (event.path("revision").asInt() == 0) {
        add(ends, event.path("callId").asText(), id);
      }
    } else if (type.equals(EventTypes.typeOf(MessageDelivered.class))) {
      add(delivered, event.path("messageId").asText(), id);
    } else if (type.equals(EventTypes.typeOf(MessageReceived.class))) {
      add(received, event.path("from").asText(), event.path("messageId").asText());
    }
  }

  private static void add(Map<String, Set<String>> to, String key, String value) {
    to.computeIfAbsent(key, missing -> new HashSet<>()).add(value);
  }

  private static String header(ConsumerRecord<?, ?> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static JsonNode json(String value) {
    try {
      return StateJson.mapper().readTree(value);
    } catch (IOException e) {
      throw new SandboxFailure("An event is no JSON: " + value, e);
    }
  }

  private static KafkaConsumer<String, String> consumer(String bootstrapServers) {
    return new KafkaConsumer<>(
        Map.<String, Object>of(
            "bootstrap.servers", bootstrapServers, "enable.auto.commit", "false"),
        new StringDeserializer(),
        new StringDeserializer());
  }
}
