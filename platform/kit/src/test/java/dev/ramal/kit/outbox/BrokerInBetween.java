package dev.ramal.kit.outbox;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;

/** Stands between the sender and a real broker and does what brokers and networks do. */
final class BrokerInBetween {
  volatile boolean isDown;
  volatile boolean swallowsAcknowledgements;
  volatile Predicate<ProducerRecord<String, String>> refuses = record -> false;

  @SuppressWarnings("unchecked")
  Producer<String, String> before(Producer<String, String> real) {
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

  private Object send(
      Producer<String, String> real, ProducerRecord<String, String> record, Callback callback) {
    if (isDown || refuses.test(record)) {
      callback.onCompletion(null, new TimeoutException("the broker does not answer"));
      return null;
    }
    return real.send(
        record,
        (metadata, failure) -> {
          if (!swallowsAcknowledgements) {
            callback.onCompletion(metadata, failure);
          }
        });
  }
}
