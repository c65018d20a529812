package dev.ramal.kit.outbox;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Between the sender and a real broker: what is sent arrives, and the answers are lost. */
final class BrokerInBetween {
  private final Map<String, Object> kafka;

  BrokerInBetween(Map<String, Object> kafka) {
    this.kafka = kafka;
  }

  @SuppressWarnings("unchecked")
  OutboxSender sender() {
    Producer<String, String> real =
        new KafkaProducer<>(kafka, new StringSerializer(), new StringSerializer());
    return new OutboxSender(
        () ->
            (Producer<String, String>)
                Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {Producer.class},
                    (proxy, method, arguments) -> {
                      if (method.getName().equals("send") && arguments.length == 2) {
                        return real.send((ProducerRecord<String, String>) arguments[0]);
                      }
                      try {
                        return method.invoke(real, arguments);
                      } catch (InvocationTargetException e) {
                        throw e.getCause();
                      }
                    }));
  }
}
