package dev.ramal.gateway.receiving;

import dev.ramal.gateway.carriers.CarrierWebhooks;
import java.util.List;

/**
 * What a path addresses: after the prefix of its handler {@code {carrier}/{connection}} and perhaps
 * {@code /{name}}.
 *
 * @param name null when the path has none
 */
record CallbackAddress<K>(CarrierWebhooks carrier, String connectionId, String name, K kind) {

  /** Null when the path addresses nothing. */
  static <K> CallbackAddress<K> orNull(
      String path, CallbackHandler<K> handler, List<CarrierWebhooks> carriers) {
    int start = handler.prefix().length();
    int first = path.indexOf('/', start);
    if (first < 0 || !path.startsWith(handler.prefix())) {
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
    K kind = handler.kindOrNull(carrier, name);
    return kind == null ? null : new CallbackAddress<>(carrier, connection, name, kind);
  }
}
