package dev.ramal.bench.load;

import dev.ramal.events.EventHeaders;
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
 * many keys an event of one type came.
 */
public final class EventWatch implements AutoCloseable {
  private static final Duration SILENCE = Duration.ofSeconds(60);

  private final String type;
  private final KafkaConsumer<String, String> consumer;
  private final Set<String> keys = new HashSet<>();
  private long lastNanos = System.nanoTime();

  public EventWatch(String bootstrapServers, String topic, String type) {
    this.type = type;
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

  /**
   * Reads until so many keys had their event since the last call.
   *
   * @param alive asked now and then; false ends the waiting
   * @return when the last of them was read ({@link System#nanoTime})
   * @throws ServerFailure when nothing new comes for a minute
   */
  public long await(int count, BooleanSupplier alive) {
    lastNanos = System.nanoTime();
    while (keys.size() < count) {
      for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(100))) {
        note(record);
      }
      if (!alive.getAsBoolean()) {
        throw new ServerFailure("the measured service ended while it was measured");
      }
      if (System.nanoTime() - lastNanos > SILENCE.toNanos()) {
        throw new ServerFailure(
            "only %d of %d %s came, and none for %d s"
                .formatted(keys.size(), count, type, SILENCE.toSeconds()));
      }
    }
    keys.clear();
    return lastNanos;
  }

  private void note(ConsumerRecord<String, String> record) {
    Header header = record.headers().lastHeader(EventHeaders.TYPE);
    if (header != null
        && type.equals(new String(header.value(), StandardCharsets.UTF_8))
        && keys.add(record.key())) {
      lastNanos = System.nanoTime();
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
