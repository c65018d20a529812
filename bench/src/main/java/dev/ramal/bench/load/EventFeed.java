package dev.ramal.bench.load;

import dev.ramal.events.Event;
import dev.ramal.events.EventHeaders;
import dev.ramal.events.EventJson;
import dev.ramal.servers.processes.ServerFailure;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes events as our services do. */
public final class EventFeed implements AutoCloseable {
  private final KafkaProducer<String, String> producer;
  private final AtomicReference<Exception> failed = new AtomicReference<>();

  public EventFeed(String bootstrapServers) {
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.LINGER_MS_CONFIG,
                5,
                ProducerConfig.BATCH_SIZE_CONFIG,
                64 * 1024),
            new StringSerializer(),
            new StringSerializer());
  }

  /** Hands over one event; {@link #flush} tells whether the broker took it. */
  public void send(Event<?> event) {
    ProducerRecord<String, String> record =
        new ProducerRecord<>(event.topic(), event.key(), EventJson.write(event.data()));
    EventHeaders.of(event)
        .forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
    producer.send(
        record,
        (sent, failure) -> {
          if (failure != null) {
            failed.compareAndSet(null, failure);
          }
        });
  }

  /** Publishes all of them as fast as the broker takes them. */
  public void sendAll(Iterator<? extends Event<?>> events) {
    events.forEachRemaining(this::send);
    flush();
  }

  /** Waits for the broker's acknowledgement of everything sent so far. */
  public void flush() {
    producer.flush();
    if (failed.get() != null) {
      throw new ServerFailure("Kafka did not take an event: " + failed.get(), failed.get());
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
