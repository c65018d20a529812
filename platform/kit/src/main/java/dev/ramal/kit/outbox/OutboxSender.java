package dev.ramal.kit.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.ramal.events.EventJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;

/**
 * Sends rows without waiting for one after the other, and keeps the order within each key also when
 * one in the middle fails. Used by one thread, which never waits.
 *
 * <p>One request per broker is under way at a time, so what lies behind a row in its partition is
 * still in the producer's memory when the row is refused. There and then, on the producer's own
 * thread, that producer is thrown away with all it holds: nothing overtakes the refused row. What
 * was thrown away is given back and sent by a new producer; what had arrived all the same is
 * repeated, which readers drop by event id.
 *
 * <p>A Kafka producer of its own rather than a channel: each row names its topic, each
 * acknowledgement must be told from every other, and a channel that has failed stays failed, while
 * an outbox must survive any outage of the broker.
 */
final class OutboxSender implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(OutboxSender.class);

  /** Less than any topic's {@code max.message.bytes}: a producer never sends smaller ones. */
  private static final int BATCH_BYTES = 128 * 1024;

  private final Supplier<Producer<String, String>> producers;
  private Lane lane;

  OutboxSender(Supplier<Producer<String, String>> producers) {
    this.producers = producers;
  }

  static OutboxSender to(Map<String, Object> kafka, String service, Duration timeout) {
    kafka.put(ProducerConfig.CLIENT_ID_CONFIG, service + "-outbox");
    kafka.put(ProducerConfig.ACKS_CONFIG, "all");
    kafka.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    kafka.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    kafka.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    kafka.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    kafka.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    kafka.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0);
    kafka.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, Duration.ofDays(1).toMillis());
    kafka.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) Math.min(10_000, timeout.toMillis()));
    kafka.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) timeout.toMillis());
    kafka.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    return new OutboxSender(
        () -> new KafkaProducer<>(kafka, new StringSerializer(), new StringSerializer()));
  }

  /**
   * @param rows of one key, in order
   * @param mayGoOn asked before each row: false once ownership is lost or the relay stops
   * @param whenEnded called once, on any thread
   */
  void send(List<OutboxRow> rows, BooleanSupplier mayGoOn, Consumer<KeyRun> whenEnded) {
    Lane open = openLane();
    KeyRun run = new KeyRun(rows, whenEnded);
    while (mayGoOn.getAsBoolean()) {
      OutboxRow row = run.next();
      if (row == null) {
        break;
      }
      open.hand(run, row);
    }
    run.close();
  }

  /** Gives back what has not left. */
  void callBack() {
    if (lane != null) {
      lane.callBack();
    }
  }

  @Override
  public void close() {
    if (lane != null) {
      lane.producer.close(Duration.ofSeconds(2));
    }
  }

  private Lane openLane() {
    if (lane == null || lane.calledBack) {
      lane = new Lane(producers.get());
    }
    return lane;
  }

  /** A producer, until something in it had to be called back. */
  private static final class Lane {
    private final Producer<String, String> producer;
    private volatile boolean calledBack;

    Lane(Producer<String, String> producer) {
      this.producer = producer;
    }

    void hand(KeyRun run, OutboxRow row) {
      Thread sender = Thread.currentThread();
      try {
        producer.send(
            record(row),
            (metadata, refusal) -> answer(run, row, refusal, Thread.currentThread() == sender));
      } catch (RuntimeException | JsonProcessingException e) {
        answer(run, row, e, true);
      }
    }

    /**
     * @param atOnce whether the producer refused the row without asking the broker
     */
    private void answer(KeyRun run, OutboxRow row, Exception refusal, boolean atOnce) {
      if (refusal == null) {
        run.taken();
      } else if (calledBack || refusal instanceof BufferExhaustedException) {
        run.calledBack();
      } else if (run.refused(new KeyRun.Refusal(row, refusal, isOfTopic(refusal, atOnce)))
          || isOfProducer(refusal)) {
        callBack();
      }
    }

    /** On the producer's own thread it takes effect before anything else leaves. */
    void callBack() {
      calledBack = true;
      LOG.debug("the producer is thrown away, so that nothing overtakes what failed");
      producer.close(Duration.ZERO);
    }

    /**
     * Whether neither row nor topic nor broker explain it: a producer that has failed for good
     * refuses everything that follows.
     */
    private static boolean isOfProducer(Exception refusal) {
      return refusal instanceof ClusterAuthorizationException
          || (refusal instanceof KafkaException
              && !(refusal instanceof RetriableException
                  || refusal instanceof AuthorizationException
                  || refusal instanceof InvalidTopicException
                  || refusal instanceof RecordTooLargeException
                  || refusal instanceof SerializationException))
          || refusal instanceof IllegalStateException;
    }

    /** A topic that the producer does not know is asked for; it never waits for the answer. */
    private static boolean isOfTopic(Exception refusal, boolean atOnce) {
      return refusal instanceof AuthorizationException
          || refusal instanceof InvalidTopicException
          || (atOnce && refusal instanceof TimeoutException);
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
  }
}
