package dev.ramal.gateway.quarantine;

import dev.ramal.events.Event;
import dev.ramal.events.Topics;
import dev.ramal.events.quarantine.CallbackQuarantined;
import dev.ramal.gateway.carriers.FactId;
import dev.ramal.gateway.connections.Connection;
import dev.ramal.gateway.publishing.FactEvents;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Keeps whole what a carrier has signed and this version does not understand, so that a later one
 * can take it in. Repetitions have the same id.
 */
public final class QuarantinedCallbacks {
  /** What helps a reader; signatures and credentials are not among them. */
  private static final List<String> KEPT_HEADERS =
      List.of("content-type", "user-agent", "i-twilio-idempotency-token", "telnyx-timestamp");

  private QuarantinedCallbacks() {}

  /**
   * @param header looks a header up; null when absent
   */
  public static Event<CallbackQuarantined> of(
      Connection connection,
      String pathAndQuery,
      String reason,
      String contentType,
      byte[] body,
      UnaryOperator<String> header,
      Instant receivedAt) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String name : KEPT_HEADERS) {
      String value = header.apply(name);
      if (value != null) {
        headers.put(name, value);
      }
    }
    String base64 = Base64.getEncoder().encodeToString(body);
    return new Event<>(
        FactId.of("quarantine", connection.id(), pathAndQuery, base64),
        FactEvents.SOURCE,
        connection.id(),
        receivedAt,
        connection.tenant(),
        null,
        Topics.QUARANTINE,
        connection.tenant().value() + ":" + connection.id(),
        new CallbackQuarantined(
            connection.id(),
            connection.tenant(),
            connection.carrier(),
            pathAndQuery,
            reason,
            contentType,
            base64,
            headers,
            receivedAt));
  }
}
