package dev.ramal.gateway.publishing;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.ramal.events.Event;
import dev.ramal.events.EventHeaders;
import dev.ramal.events.EventJson;
import dev.ramal.events.EventSchema;
import dev.ramal.events.EventTypes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;

/**
 * One Kafka producer that answers within a deadline.
 *
 * <p>Sending happens on event loops, so it must never wait: {@code max.block.ms} is 0, and where
 * topics live is asked for ahead of time and never forgotten. A full buffer or an unknown topic is
 * a refusal at once.
 */
public final class KafkaPublisher implements Publishers.EventPublisher, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(KafkaPublisher.class);

  private static final HexFormat HEX = HexFormat.of();

  private final KafkaProducer<byte[], byte[]> producer;
  private final List<String> topics;
  private volatile boolean ready;

  /**
   * @param broker bootstrap servers and security
   * @param deadline from handing over to acknowledgement or failure
   * @param topics all that will be sent to
   */
  public KafkaPublisher(
      Map<String, Object> broker, Duration linger, Duration deadline, List<String> topics) {
    this.topics = List.copyOf(topics);
    this.producer =
        new KafkaProducer<>(
            ProducerSettings.of(broker, linger, deadline),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /**
   * Asks where the topics live; to be called again, off the event loop, until it answers true.
   *
   * @return whether all is known
   */
  public boolean warmUp() {
    if (!ready) {
      try {
        for (String topic : topics) {
          producer.partitionsFor(topic);
        }
        ready = true;
      } catch (RuntimeException e) {
        LOG.debugf("the broker has not answered yet: %s", e.getMessage());
      }
    }
    return ready;
  }

  public boolean isReady() {
    return ready;
  }

  @Override
  public void publish(Event<?> event, Consumer<Exception> completion) {
    publish(event, Map.of(), completion);
  }

  /**
   * The same.
   *
   * @param more headers, beside those of the event
   */
  @SuppressWarnings("FutureReturnValueIgnored") // the callback tells
  public void publish(Event<?> event, Map<String, String> more, Consumer<Exception> completion) {
    try {
      producer.send(record(event, more), (metadata, failure) -> completion.accept(failure));
    } catch (RuntimeException e) {
      completion.accept(e);
    }
  }

  private static ProducerRecord<byte[], byte[]> record(Event<?> event, Map<String, String> more) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(event.topic(), bytes(event.key()), value(event.data()));
    EventHeaders.of(event).forEach((name, text) -> record.headers().add(name, bytes(text)));
    more.forEach((name, text) -> record.headers().add(name, bytes(text)));
    record.headers().add(EventHeaders.TRACE_PARENT, bytes(newTrace()));
    return record;
  }

  /**
   * Begins a trace, as W3C Trace Context writes it ({@code 00-<trace>-<parent>-01}: version 0,
   * sampled), so that everything that follows from one callback can be found by one id. Always a
   * new one: whatever a request from outside says of its trace is nobody's promise.
   */
  private static String newTrace() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    // An id of zeros only is not valid.
    return "00-"
        + HEX.toHexDigits(random.nextLong() | 1)
        + HEX.toHexDigits(random.nextLong())
        + "-"
        + HEX.toHexDigits(random.nextLong() | 1)
        + "-01";
  }

  private static byte[] value(Record data) {
    assert EventSchema.isKept(EventTypes.typeOf(data.getClass()), EventJson.write(data));
    try {
      return EventJson.mapper().writeValueAsBytes(data);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write " + data.getClass().getName(), e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }
}
