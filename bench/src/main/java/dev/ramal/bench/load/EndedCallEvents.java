package dev.ramal.bench.load;

import dev.ramal.events.EventHeaders;
import dev.ramal.events.EventJson;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.CallEnded;
import dev.ramal.servers.processes.Waiting;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Hears of every call that ends from now on: which caller it was, and when that was known. */
public final class EndedCallEvents implements AutoCloseable {
  private final KafkaConsumer<String, String> consumer;
  private final Map<String, Ended> byCaller = new ConcurrentHashMap<>();
  private final Thread reader = new Thread(this::read, "ended-calls");
  private volatile boolean over;

  /**
   * One call.
   *
   * @param callId ours
   * @param seenNanos when the event was read
   */
  public record Ended(String callId, long seenNanos) {}

  public EndedCallEvents(String bootstrapServers) {
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new StringDeserializer(),
            new StringDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topics.CALLS).stream()
            .map(partition -> new TopicPartition(Topics.CALLS, partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    reader.start();
  }

  /**
   * By the caller's number.
   *
   * @return null when its call has not ended
   */
  public Ended of(String caller) {
    return byCaller.get(caller);
  }

  /** Waits until the calls of these callers have ended, but not for ever. */
  public void awaitAll(Collection<String> callers, Duration patience) {
    Waiting.until(() -> byCaller.keySet().containsAll(callers), Duration.ofMillis(50), patience);
  }

  private void read() {
    while (!over) {
      for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(100))) {
        Header type = record.headers().lastHeader(EventHeaders.TYPE);
        if (type != null
            && CallEnded.TYPE.equals(new String(type.value(), StandardCharsets.UTF_8))) {
          long now = System.nanoTime();
          CallEnded ended = EventJson.read(record.value(), CallEnded.class);
          byCaller.putIfAbsent(ended.from(), new Ended(ended.callId(), now));
        }
      }
    }
    consumer.close();
  }

  @Override
  public void close() {
    over = true;
    try {
      reader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
