package dev.ramal.simulators.telnyx;

import dev.ramal.simulators.http.Callback;
import dev.ramal.simulators.http.Patience;
import dev.ramal.simulators.http.Reply;
import dev.ramal.simulators.stage.Ids;
import dev.ramal.simulators.stage.Stage;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Wraps events in Telnyx's envelope, signs and sends them. Each attempt is signed with real time,
 * because receivers refuse timestamps more than 300 s away; what happened when is simulated time.
 */
final class TelnyxWebhooks {
  /** The documents name no number for voice. */
  static final Patience VOICE = patience(Duration.ofSeconds(5), 3, TelnyxWebhooks::voiceAgain);

  /** Three tries at a URL; everything but 2xx is a failure. */
  static final Patience MESSAGING = patience(Duration.ofSeconds(2), 2, reply -> !reply.ok());

  private final Stage stage;
  private final CallHistory history;

  TelnyxWebhooks(Stage stage, CallHistory history) {
    this.stage = stage;
    this.history = history;
  }

  /** An event of a leg, now. */
  void voice(Leg leg, String event, JsonObject payload) {
    leg.reported = stage.now();
    String occurred = TelnyxTime.voice(leg.reported);
    history.webhook(leg, event, occurred, payload);
    String url = leg.target(event);
    if (url != null) {
      send(
          leg.account,
          url,
          event,
          leg.controlId,
          leg.readableState(),
          envelope(event, occurred, payload),
          VOICE);
    }
  }

  /** An event of a message, now; at the failover URL when the first one does not take it. */
  void message(TelnyxMessage message, String event) {
    if (message.webhookUrl == null) {
      return;
    }
    JsonObject data = envelope(event, TelnyxTime.message(stage.now()), message.payload());
    send(message, message.webhookUrl, event, data)
        .onSuccess(
            reply -> {
              if (!reply.ok() && message.failoverUrl != null) {
                send(message, message.failoverUrl, event, data);
              }
            });
  }

  private Future<Reply> send(TelnyxMessage message, String url, String event, JsonObject data) {
    return send(message.account, url, event, message.id, "", data, MESSAGING);
  }

  private Future<Reply> send(
      TelnyxAccount account,
      String url,
      String event,
      String key,
      String search,
      JsonObject data,
      Patience patience) {
    return stage
        .sender()
        .send(
            new Callback(
                TelnyxSimulator.NAME,
                "event",
                event,
                key,
                url,
                search,
                attempt -> wire(account, url, data, attempt)),
            patience);
  }

  private static JsonObject envelope(String event, String occurred, JsonObject payload) {
    return new JsonObject()
        .put("record_type", "event")
        .put("event_type", event)
        .put("id", Ids.uuid())
        .put("occurred_at", occurred)
        .put("payload", payload.copy());
  }

  private static Callback.Wire wire(
      TelnyxAccount account, String url, JsonObject data, int attempt) {
    String body =
        new JsonObject()
            .put("data", data)
            .put("meta", new JsonObject().put("attempt", attempt).put("delivered_to", url))
            .encode();
    String timestamp = String.valueOf(Instant.now().getEpochSecond());
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("User-Agent", "telnyx-webhooks");
    headers.put(TelnyxSignature.TIMESTAMP_HEADER, timestamp);
    headers.put(
        TelnyxSignature.SIGNATURE_HEADER,
        TelnyxSignature.sign(account.privateKey(), timestamp, body));
    return new Callback.Wire("POST", url, headers, body);
  }

  private static Patience patience(Duration answer, int retries, Predicate<Reply> again) {
    return new Patience(
        Duration.ofSeconds(2),
        answer,
        null,
        retries,
        again,
        attempt -> Duration.ofMillis(250L << attempt));
  }

  /** Retried for voice: no answer, 408, 429 and 5xx; any other 4xx is final. */
  private static boolean voiceAgain(Reply reply) {
    Integer status = reply.status();
    return status == null || status == 408 || status == 429 || status >= 500;
  }
}
