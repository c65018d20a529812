package dev.ramal.gateway.receiving;

import dev.ramal.gateway.carriers.CarrierWebhooks;
import dev.ramal.gateway.carriers.ReceivedCallback;
import dev.ramal.gateway.carriers.RejectedCallback;
import java.util.List;

/**
 * What becomes of requests under one prefix, once they have passed the ingress.
 *
 * @param <K> what a path names beyond carrier and connection
 */
public interface CallbackHandler<K> {

  /** Of the path, with both slashes. */
  String prefix();

  /**
   * Looked up once for each request.
   *
   * @param name null when the path ends with the connection
   * @return null when the path is unknown
   */
  K kindOrNull(CarrierWebhooks carrier, String name);

  /** Must end in one response. What it throws goes to {@link #reject}. */
  void handle(K kind, ReceivedCallback callback, CallbackResponse response);

  /** Answers a genuine request that is not taken, or whose handling threw. */
  void reject(ReceivedCallback callback, RejectedCallback rejection, CallbackResponse response);

  /**
   * What a path addresses: after {@link #prefix} {@code {carrier}/{connection}} and perhaps {@code
   * /{name}}.
   *
   * @param name null when the path has none
   */
  record Address<K>(CarrierWebhooks carrier, String connectionId, String name, K kind) {}

  /** Null when the path addresses nothing. */
  default Address<K> addressOrNull(String path, List<CarrierWebhooks> carriers) {
    int start = prefix().length();
    int first = path.indexOf('/', start);
    if (first < 0 || !path.startsWith(prefix())) {
      return null;
    }
    CarrierWebhooks carrier = null;
    for (CarrierWebhooks each : carriers) {
      String word = each.carrier().wire();
      if (word.length() == first - start && path.startsWith(word, start)) {
        carrier = each;
      }
    }
    int second = path.indexOf('/', first + 1);
    String connection = path.substring(first + 1, second < 0 ? path.length() : second);
    if (carrier == null || connection.isEmpty()) {
      return null;
    }
    String name = second < 0 ? null : path.substring(second + 1);
    K kind = kindOrNull(carrier, name);
    return kind == null ? null : new Address<>(carrier, connection, name, kind);
  }
}
