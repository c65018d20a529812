package dev.ramal.bench.flow;

import dev.ramal.bench.room.Folders;
import dev.ramal.events.EventHeaders;
import dev.ramal.events.Topics;
import dev.ramal.servers.processes.ServerFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads a topic from where it ended when the watch began, outside of any group, and counts for how
 * many subjects an event of one type came.
 */
public final class EventArrivals implements Arrivals {
  private static final Duration SILENCE = Duration.ofSeconds(60);

  private final String type;
  private final int perSubject;
  private final KafkaConsumer<String, String> consumer;

  /** Of all rounds: a correction that comes late is none of the next. */
  private final Set<String> seen = new HashSet<>();

  private int expected;
  private long lastNanos = System.nanoTime();

  /**
   * @param perSubject how many different subjects of such events come for one of the flow's
   */
  public EventArrivals(String bootstrapServers, String type, int perSubject) {
    this.type = type;
    this.perSubject = perSubject;
    String topic = Topics.of(type);
    consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                5000),
            new StringDeserializer(),
            new StringDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
  }

  @Override
  public long await(int subjects, long series, BooleanSupplier alive) {
    expected += subjects * perSubject;
    lastNanos = System.nanoTime();
    while (seen.size() < expected) {
      for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(100))) {
        note(record);
      }
      if (!alive.getAsBoolean()) {
        throw new ServerFailure("the measured service ended while it was measured");
      }
      if (System.nanoTime() - lastNanos > SILENCE.toNanos()) {
        throw new ServerFailure(
            "only %d of %d %s came, and none for %d s; logs lie below %s"
                .formatted(seen.size(), expected, type, SILENCE.toSeconds(), Folders.all()));
      }
    }
    return lastNanos;
  }

  private void note(ConsumerRecord<String, String> record) {
    if (type.equals(header(record, EventHeaders.TYPE))
        && seen.add(header(record, EventHeaders.SUBJECT))) {
      lastNanos = System.nanoTime();
    }
  }

  private static String header(ConsumerRecord<String, String> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
