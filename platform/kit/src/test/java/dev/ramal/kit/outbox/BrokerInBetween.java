package dev.ramal.kit.outbox;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Between the sender and a real broker: what is sent arrives, and the answers are lost. Records of
 * the key {@link #TOO_LARGE} are refused.
 */
final class BrokerInBetween {
  static final String TOO_LARGE = "too-large";

  final AtomicInteger refused = new AtomicInteger();
  private final Map<String, Object> kafka;

  BrokerInBetween(Map<String, Object> kafka) {
    this.kafka = kafka;
  }

  OutboxSender sender() {
    return new OutboxSender(this::producer);
  }

  @SuppressWarnings("unchecked")
  private Producer<String, String> producer() {
    Producer<String, String> real =
        new KafkaProducer<>(kafka, new StringSerializer(), new StringSerializer());
    return (Producer<String, String>)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Producer.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("send") && arguments.length == 2) {
                return send(
                    real, (ProducerRecord<String, String>) arguments[0], (Callback) arguments[1]);
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private Future<RecordMetadata> send(
      Producer<String, String> real, ProducerRecord<String, String> row, Callback answer) {
    if (!row.key().endsWith(TOO_LARGE)) {
      return real.send(row);
    }
    answer.onCompletion(null, new RecordTooLargeException());
    refused.incrementAndGet();
    return new CompletableFuture<>();
  }
}
