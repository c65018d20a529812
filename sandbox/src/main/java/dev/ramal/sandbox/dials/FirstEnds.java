package dev.ramal.sandbox.dials;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.events.EventHeaders;
import dev.ramal.events.EventTypes;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.CallEnded;
import dev.ramal.sandbox.state.SandboxFailure;
import dev.ramal.sandbox.state.StateJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Listens to the topic of calls from now on, for every first {@code CallEnded}. */
final class FirstEnds implements AutoCloseable {
  private static final String TYPE = EventTypes.typeOf(CallEnded.class);

  private final KafkaConsumer<String, String> consumer;
  private final Map<String, Set<String>> ends = new ConcurrentHashMap<>();
  private final AtomicInteger repeated = new AtomicInteger();
  private final Thread reader = new Thread(this::read, "first-ends");
  private volatile boolean over;

  FirstEnds(String bootstrapServers) {
    consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                "bootstrap.servers", bootstrapServers, "enable.auto.commit", "false"),
            new StringDeserializer(),
            new StringDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topics.CALLS).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    reader.start();
  }

  /** How many calls have ended. */
  int count() {
    return ends.size();
  }

  boolean has(String call) {
    return ends.containsKey(call);
  }

  /** Call → ids of its events. */
  Map<String, Set<String>> all() {
    return new HashMap<>(ends);
  }

  /**
   * How often an event came once more under its own id, as the outbox may send it after a crash.
   */
  int repeated() {
    return repeated.get();
  }

  private void read() {
    while (!over) {
      consumer.poll(Duration.ofMillis(200)).forEach(this::take);
    }
    consumer.close();
  }

  private void take(ConsumerRecord<String, String> record) {
    if (record.value() == null || !TYPE.equals(header(record, EventHeaders.TYPE))) {
      return;
    }
    JsonNode event = json(record.value());
    if (event.path("revision").asInt() == 0) {
      Set<String> ids =
          ends.computeIfAbsent(
              event.path("callId").asText(), call -> ConcurrentHashMap.newKeySet());
      if (!ids.add(header(record, EventHeaders.ID))) {
        repeated.incrementAndGet();
      }
    }
  }

  private static String header(ConsumerRecord<?, ?> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static JsonNode json(String value) {
    try {
      return StateJson.mapper().readTree(value);
    } catch (IOException e) {
      throw new SandboxFailure("An event of a call is no JSON: " + value, e);
    }
  }

  @Override
  public void close() {
    over = true;
  }
}
