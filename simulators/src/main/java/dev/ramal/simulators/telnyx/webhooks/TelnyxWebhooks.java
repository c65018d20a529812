package dev.ramal.simulators.telnyx.webhooks;

import dev.ramal.simulators.context.Ids;
import dev.ramal.simulators.http.Callback;
import dev.ramal.simulators.http.CallbackSender;
import dev.ramal.simulators.http.Reply;
import dev.ramal.simulators.http.RetryPolicy;
import dev.ramal.simulators.telnyx.accounts.TelnyxAccount;
import dev.ramal.simulators.telnyx.api.TelnyxSignature;
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
public final class TelnyxWebhooks {
  /** Name in logs and fault switches. */
  public static final String SIMULATOR = "telnyx";

  /** The documents name no number for voice. */
  public static final RetryPolicy VOICE =
      policy(Duration.ofSeconds(5), 3, TelnyxWebhooks::voiceAgain);

  /** Three tries at a URL; everything but 2xx is a failure. */
  public static final RetryPolicy MESSAGING =
      policy(Duration.ofSeconds(2), 2, reply -> !reply.ok());

  private final CallbackSender sender;

  public TelnyxWebhooks(CallbackSender sender) {
    this.sender = sender;
  }

  /**
   * Sends an event.
   *
   * @param key of what it is about
   * @param search further text by which the callback is found
   */
  public Future<Reply> send(
      TelnyxAccount account,
      String url,
      String key,
      String search,
      JsonObject envelope,
      RetryPolicy policy) {
    return sender.send(
        new Callback(
            SIMULATOR,
            "event",
            envelope.getString("event_type"),
            key,
            url,
            search,
            attempt -> wire(account, url, envelope, attempt)),
        policy);
  }

  /**
   * What every event is wrapped in.
   *
   * @param occurred as the API writes it
   */
  public static JsonObject envelope(String event, String occurred, JsonObject payload) {
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

  private static RetryPolicy policy(Duration answer, int retries, Predicate<Reply> again) {
    return new RetryPolicy(
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
