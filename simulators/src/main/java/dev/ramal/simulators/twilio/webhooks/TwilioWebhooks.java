package dev.ramal.simulators.twilio.webhooks;

import dev.ramal.simulators.context.Ids;
import dev.ramal.simulators.http.Callback;
import dev.ramal.simulators.http.CallbackSender;
import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.http.Reply;
import dev.ramal.simulators.twilio.accounts.TwilioAccount;
import dev.ramal.simulators.twilio.api.TwilioSignature;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;

/** Signs and sends Twilio's requests to the application. */
public final class TwilioWebhooks {
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
