package dev.ramal.bench.deadletters;

import dev.ramal.servers.processes.ServerFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The topic read from end to end by a consumer that does nothing with it. */
final class BareReading {
  private BareReading() {}

  /**
   * @return seconds, the consumer's own start included
   */
  static double seconds(String bootstrapServers, int letters) {
    TopicPartition partition = new TopicPartition(WrittenLetters.TOPIC, 0);
    long begin = System.nanoTime();
    long read = 0;
    try (KafkaConsumer<String, byte[]> consumer = consumer(bootstrapServers)) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        read += consumer.poll(Duration.ofMillis(500)).count();
      }
    }
    if (read != letters) {
      throw new ServerFailure("%,d letters were read, not %,d".formatted(read, letters));
    }
    return (System.nanoTime() - begin) / 1e9;
  }

  private static KafkaConsumer<String, byte[]> consumer(String bootstrapServers) {
    return new KafkaConsumer<>(
        Map.<String, Object>of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            1_000,
            ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
            4 * 1024 * 1024),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }
}
