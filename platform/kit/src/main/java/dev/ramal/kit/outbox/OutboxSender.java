package dev.ramal.kit.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.ramal.events.EventJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Sends rows of one key one after the other, different keys side by side.
 *
 * <p>It has a Kafka producer of its own rather than a channel: each row names its topic, each
 * acknowledgement must be told from every other, and a channel that has failed stays failed, while
 * an outbox must survive any outage of the broker.
 */
final class OutboxSender implements AutoCloseable {
  private final Producer<String, String> producer;
  private final ExecutorService thread;

  OutboxSender(Producer<String, String> producer) {
    this.producer = producer;
    this.thread =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread sender = new Thread(task, "outbox-sender");
              sender.setDaemon(true);
              return sender;
            });
  }

  static OutboxSender to(Map<String, Object> kafka, String service, Duration timeout) {
    kafka.put(ProducerConfig.CLIENT_ID_CONFIG, service + "-outbox");
    kafka.put(ProducerConfig.ACKS_CONFIG, "all");
    kafka.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    kafka.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    kafka.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    kafka.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Math.min(5_000, timeout.toMillis()));
    kafka.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) Math.min(10_000, timeout.toMillis()));
    kafka.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) timeout.toMillis());
    kafka.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    return new OutboxSender(
        new KafkaProducer<>(kafka, new StringSerializer(), new StringSerializer()));
  }

  /**
   * What became of a run of rows of one key.
   *
   * @param failed the first row that was refused; null when all were acknowledged or the run
   *     stopped
   */
  record Result(List<Long> acknowledged, OutboxRow failed, Throwable why) {}

  /**
   * @param rows of one key, in order
   * @param mayGoOn asked before each send: false once ownership is lost or the relay stops
   */
  CompletableFuture<Result> send(List<OutboxRow> rows, BooleanSupplier mayGoOn) {
    return sendFrom(rows, 0, new ArrayList<>(), mayGoOn);
  }

  private CompletableFuture<Result> sendFrom(
      List<OutboxRow> rows, int index, List<Long> acknowledged, BooleanSupplier mayGoOn) {
    if (index == rows.size() || !mayGoOn.getAsBoolean()) {
      return CompletableFuture.completedFuture(new Result(acknowledged, null, null));
    }
    OutboxRow row = rows.get(index);
    return publish(row)
        .handle(
            (ignored, failure) -> {
              if (failure != null) {
                return CompletableFuture.completedFuture(new Result(acknowledged, row, failure));
              }
              acknowledged.add(row.seq());
              return sendFrom(rows, index + 1, acknowledged, mayGoOn);
            })
        .thenCompose(next -> next);
  }

  /** Off the caller's thread: a producer blocks while it does not know a topic. */
  private CompletableFuture<Void> publish(OutboxRow row) {
    CompletableFuture<Void> acknowledgement = new CompletableFuture<>();
    thread.execute(
        () -> {
          try {
            producer.send(
                record(row),
                (metadata, failure) -> {
                  if (failure == null) {
                    acknowledgement.complete(null);
                  } else {
                    acknowledgement.completeExceptionally(failure);
                  }
                });
          } catch (RuntimeException | JsonProcessingException e) {
            acknowledgement.completeExceptionally(e);
          }
        });
    return acknowledgement;
  }

  private static ProducerRecord<String, String> record(OutboxRow row)
      throws JsonProcessingException {
    ProducerRecord<String, String> record =
        new ProducerRecord<>(row.topic(), row.key(), row.payload());
    Map<String, String> headers =
        EventJson.mapper().readValue(row.headers(), new TypeReference<>() {});
    headers.forEach(
        (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    return record;
  }

  @Override
  public void close() {
    thread.shutdown();
    producer.close(Duration.ofSeconds(2));
  }
}
