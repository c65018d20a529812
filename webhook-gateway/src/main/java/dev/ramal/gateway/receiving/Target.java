package dev.ramal.gateway.receiving;

import dev.ramal.events.Carrier;

/**
 * What a path addresses: {@code /webhooks/twilio/{connection}/{name}}, {@code
 * /webhooks/telnyx/{connection}}, {@code /voice/{carrier}/{connection}/{name}}.
 *
 * @param name kind of callback or step; null when the path has none
 */
public record Target(Carrier carrier, String connectionId, String name) {

  /**
   * @param rest the path after {@code /webhooks/} or {@code /voice/}
   * @return null when it addresses nothing
   */
  static Target orNull(String rest) {
    int first = rest.indexOf('/');
    if (first < 0) {
      return null;
    }
    Carrier carrier =
        rest.startsWith("twilio/")
            ? Carrier.TWILIO
            : rest.startsWith("telnyx/") ? Carrier.TELNYX : null;
    int second = rest.indexOf('/', first + 1);
    String connection = rest.substring(first + 1, second < 0 ? rest.length() : second);
    String name = second < 0 ? null : rest.substring(second + 1);
    return carrier == null || connection.isEmpty() ? null : new Target(carrier, connection, name);
  }
}
