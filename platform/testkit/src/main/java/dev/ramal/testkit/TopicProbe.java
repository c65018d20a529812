package dev.ramal.testkit;

import dev.ramal.events.Event;
import dev.ramal.events.EventHeaders;
import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import dev.ramal.servers.shared.SharedServers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** Reads topics from now on without being a consumer group, and sends events. Close after use. */
public final class TopicProbe implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** One for all probes on a broker: to begin and to end one takes longer than most sendings. */
  private static final Map<String, KafkaProducer<String, String>> PRODUCERS =
      new ConcurrentHashMap<>();

  private final KafkaConsumer<String, String> consumer;
  private final String bootstrapServers;
  private final List<ReceivedRecord> received = new ArrayList<>();

  private TopicProbe(String bootstrapServers, List<String> topics, boolean fromBeginning) {
    this.bootstrapServers = bootstrapServers;
    consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                "bootstrap.servers",
                bootstrapServers,
                "enable.auto.commit",
                "false",
                "auto.offset.reset",
                "earliest",
                // A connection answers one request after the other: what is asked next, and the
                // end,
                // would wait half a second behind each question for records.
                "fetch.max.wait.ms",
                "20"),
            new StringDeserializer(),
            new StringDeserializer());
    List<TopicPartition> partitions =
        topics.stream()
            .flatMap(topic -> partitions(topic).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    if (fromBeginning) {
      consumer.seekToBeginning(partitions);
    } else {
      consumer.seekToEnd(partitions);
    }
    partitions.forEach(consumer::position);
  }

  /** Sees what arrives after this call. */
  public static TopicProbe on(String... topics) {
    return on(SharedServers.get().bootstrapServers(), false, topics);
  }

  /** Sees everything the topics hold. */
  public static TopicProbe fromBeginning(String... topics) {
    return on(SharedServers.get().bootstrapServers(), true, topics);
  }

  /** On a broker of the caller's choice. */
  public static TopicProbe on(String bootstrapServers, boolean fromBeginning, String... topics) {
    return new TopicProbe(bootstrapServers, Arrays.asList(topics), fromBeginning);
  }

  /** Sends with our headers and returns after the broker's acknowledgement. */
  public void send(Event<?> event) {
    send(event.topic(), event.key(), EventHeaders.of(event), EventJson.write(event.data()));
  }

  /** Sends anything, also what no producer of ours would; a null value is a tombstone. */
  public void send(String topic, String key, Map<String, String> headers, String value) {
    ProducerRecord<String, String> record = new ProducerRecord<>(topic, key, value);
    headers.forEach(
        (name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
    try {
      PRODUCERS
          .computeIfAbsent(bootstrapServers, TopicProbe::producer)
          .send(record)
          .get(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("Kafka did not take a record for " + topic, e);
    }
  }

  /** Everything seen since the probe was made. */
  public synchronized List<ReceivedRecord> all() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      consumer.poll(Duration.ofMillis(200)).forEach(record -> received.add(decode(record)));
    }
    return List.copyOf(received);
  }

  /** Those of one tenant and type, in the order of arrival. */
  public List<ReceivedRecord> all(TenantId tenant, Class<? extends Record> type) {
    return all().stream().filter(r -> r.is(type) && r.tenant().equals(tenant)).toList();
  }

  /**
   * Waits for the first record that fits.
   *
   * @throws org.awaitility.core.ConditionTimeoutException after 30 s
   */
  public ReceivedRecord await(String what, Predicate<ReceivedRecord> fits) {
    return Awaitility.await(what)
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> all().stream().filter(fits).findFirst(), found -> found.isPresent())
        .orElseThrow();
  }

  /** Waits for the first event of this type about this aggregate. */
  public <T extends Record> T await(Class<T> type, String subject) {
    return await(
            type.getSimpleName() + " about " + subject,
            r -> r.is(type) && subject.equals(r.subject()))
        .data(type);
  }

  @Override
  public synchronized void close() {
    consumer.close();
  }

  /** A broker that is busy tells of a topic some time after it was made. */
  private List<PartitionInfo> partitions(String topic) {
    return Awaitility.await("partitions of " + topic)
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> consumer.partitionsFor(topic), known -> !known.isEmpty());
  }

  private static KafkaProducer<String, String> producer(String bootstrapServers) {
    return new KafkaProducer<>(
        // Each send waits for its answer: there is no second record to wait for.
        Map.<String, Object>of(
            "bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", "0"),
        new StringSerializer(),
        new StringSerializer());
  }

  private static ReceivedRecord decode(ConsumerRecord<String, String> record) {
    Map<String, String> headers = new TreeMap<>();
    for (Header header : record.headers()) {
      headers.put(
          header.key(),
          header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8));
    }
    return new ReceivedRecord(
        record.topic(), record.partition(), record.offset(), record.key(), headers, record.value());
  }
}
