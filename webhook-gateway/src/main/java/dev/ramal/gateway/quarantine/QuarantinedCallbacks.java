package dev.ramal.gateway.quarantine;

import dev.ramal.events.Event;
import dev.ramal.events.Topics;
import dev.ramal.events.quarantine.CallbackQuarantined;
import dev.ramal.gateway.carriers.FactId;
import dev.ramal.gateway.carriers.ReceivedCallback;
import dev.ramal.gateway.carriers.Translation;
import dev.ramal.gateway.carriers.WebhookConnection;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps whole what a carrier has signed and this version does not understand, so that a later one
 * can take it in. Repetitions have the same id.
 */
public final class QuarantinedCallbacks {
  /** What helps a reader; signatures and credentials are not among them. */
  private static final List<String> USUAL_HEADERS = List.of("content-type", "user-agent");

  private QuarantinedCallbacks() {}

  public static Event<CallbackQuarantined> of(ReceivedCallback callback, String reason) {
    Map<String, String> headers = new LinkedHashMap<>();
    USUAL_HEADERS.forEach(name -> keep(headers, callback, name));
    callback.carrier().tellingHeaders().forEach(name -> keep(headers, callback, name));
    WebhookConnection connection = callback.connection();
    String id = connection.id().value();
    String base64 = Base64.getEncoder().encodeToString(callback.body());
    return new Event<>(
        FactId.of("quarantine", id, callback.pathAndQuery(), base64),
        Translation.SOURCE,
        id,
        callback.receivedAt(),
        connection.tenant(),
        null,
        Topics.QUARANTINE,
        connection.tenant().value() + ":" + id,
        new CallbackQuarantined(
            id,
            connection.tenant(),
            connection.carrier(),
            callback.pathAndQuery(),
            reason,
            callback.contentType(),
            base64,
            headers,
            callback.receivedAt()));
  }

  private static void keep(Map<String, String> headers, ReceivedCallback callback, String name) {
    String value = callback.header(name);
    if (value != null) {
      headers.put(name, value);
    }
  }
}
