package dev.ramal.sandbox.story.steps;

import dev.ramal.events.Event;
import dev.ramal.events.EventHeaders;
import dev.ramal.sandbox.story.Scene;
import dev.ramal.sandbox.story.StepFailure;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes what another version of a service might have written. */
final class KafkaWriter {
  private static final int PATIENCE_SECONDS = 20;

  private KafkaWriter() {}

  /**
   * Until the broker has it.
   *
   * @param body in the place of the event's own
   */
  static void write(Scene scene, Event<?> event, String body) {
    ProducerRecord<String, String> record = new ProducerRecord<>(event.topic(), event.key(), body);
    EventHeaders.of(event)
        .forEach(
            (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    String broker = scene.client().status().kafka().bootstrapServers();
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", broker),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(record).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StepFailure("interrupted while telling Kafka", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new StepFailure("Kafka does not take a record: " + e, e);
    }
  }
}
