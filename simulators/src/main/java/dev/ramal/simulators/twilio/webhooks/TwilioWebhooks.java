package dev.ramal.simulators.twilio.webhooks;

import dev.ramal.simulators.context.Ids;
import dev.ramal.simulators.http.Callback;
import dev.ramal.simulators.http.CallbackSender;
import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.http.Reply;
import dev.ramal.simulators.twilio.accounts.TwilioAccount;
import dev.ramal.simulators.twilio.api.TwilioSignature;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** Signs and sends Twilio's requests to the application. */
public final class TwilioWebhooks {
  private static final String HASH = "bodySHA256=";

  private final CallbackSender sender;

  public TwilioWebhooks(CallbackSender sender) {
    this.sender = sender;
  }

  public Future<Reply> send(
      TwilioAccount account,
      TwilioSignature.Product product,
      WebhookTarget target,
      String kind,
      String event,
      String key,
      Fields fields) {
    String token = Ids.uuid();
    String signed = TwilioSignature.signedUrl(target.url(), product);
    return sender.send(
        new Callback(
            "twilio",
            kind,
            event,
            key,
            signed,
            "",
            attempt -> wire(account, target, signed, token, fields)),
        target.policy());
  }

  /** A body that is no form: its hash stands in the address, which is signed. */
  public Future<Reply> sendJson(
      TwilioAccount account, WebhookTarget target, String kind, String key, JsonObject body) {
    String text = body.encode();
    String url = target.url() + (target.url().contains("?") ? "&" : "?") + HASH + sha256(text);
    String signed = TwilioSignature.signedUrl(url, TwilioSignature.Product.VOICE);
    Map<String, String> headers =
        Map.of(
            TwilioSignature.HEADER,
            TwilioSignature.sign(account.authToken(), signed, Map.of()),
            "Content-Type",
            "application/json");
    return sender.send(
        new Callback(
            "twilio",
            kind,
            body.getString("event_type"),
            key,
            signed,
            "",
            attempt -> new Callback.Wire("POST", url, headers, text)),
        target.policy());
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static Callback.Wire wire(
      TwilioAccount account, WebhookTarget target, String signed, String token, Fields fields) {
    boolean get = "GET".equals(target.method());
    String query = get ? (target.url().contains("?") ? "&" : "?") + fields.encode() : "";
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(
        TwilioSignature.HEADER,
        TwilioSignature.sign(account.authToken(), signed + query, get ? Map.of() : fields.asMap()));
    headers.put("I-Twilio-Idempotency-Token", token);
    headers.put("User-Agent", "TwilioProxy/1.1");
    headers.put("Accept", "*/*");
    if (!get) {
      headers.put("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8");
    }
    return new Callback.Wire(
        target.method(), target.url() + query, headers, get ? null : fields.encode());
  }
}
