package dev.ramal.gateway.receiving;

import dev.ramal.gateway.carriers.CarrierWebhooks;
import dev.ramal.gateway.carriers.ReceivedCallback;

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
}
