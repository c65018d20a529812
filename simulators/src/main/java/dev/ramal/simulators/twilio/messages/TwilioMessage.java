package dev.ramal.simulators.twilio.messages;

import dev.ramal.simulators.context.Ids;
import dev.ramal.simulators.twilio.accounts.TwilioAccount;
import dev.ramal.simulators.twilio.api.ApiVersion;
import dev.ramal.simulators.twilio.api.TwilioTime;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** A message in either direction. Confined to the loop. */
public final class TwilioMessage {
  public final String sid;
  public final TwilioAccount account;
  public final String from;
  public final String to;
  public String body;
  public final String serviceSid;
  public final String direction;
  public final int media;
  public final String statusCallback;
  public final Instant created;
  private final int segments;
  public String status;
  public Instant updated;
  public Instant sent;
  public String price;
  public Integer errorCode;

  public TwilioMessage(
      TwilioAccount account,
      String from,
      String to,
      String body,
      int media,
      String serviceSid,
      String direction,
      String statusCallback,
      String status,
      Instant created) {
    this.sid = Ids.sid(media > 0 ? "MM" : "SM");
    this.account = account;
    this.from = from;
    this.to = to;
    this.body = body;
    this.segments = whatsapp() ? 1 : TwilioParts.count(body);
    this.media = media;
    this.serviceSid = serviceSid;
    this.direction = direction;
    this.statusCallback = statusCallback;
    this.status = status;
    this.created = created;
    this.updated = created;
  }

  public boolean whatsapp() {
    return to.startsWith("whatsapp:") || from.startsWith("whatsapp:");
  }

  public int segments() {
    return segments;
  }

  public JsonObject resource() {
    String uri = "/2010-04-01/Accounts/" + account.sid() + "/Messages/" + sid;
    boolean undecided = serviceSid != null && "accepted".equals(status);
    return new JsonObject()
        .put("sid", sid)
        .put("account_sid", account.sid())
        .put("api_version", ApiVersion.DATE)
        .put("body", body)
        .put("from", from)
        .put("to", to)
        .put("direction", direction)
        .put("status", status)
        .put("num_segments", undecided ? "0" : String.valueOf(segments()))
        .put("num_media", String.valueOf(media))
        .put("messaging_service_sid", serviceSid)
        .put("date_created", TwilioTime.rfc2822(created))
        .put("date_updated", TwilioTime.rfc2822(updated))
        .put("date_sent", TwilioTime.rfc2822(sent))
        .put("price", price)
        .put("price_unit", price == null ? null : "USD")
        .put("error_code", errorCode)
        .put("error_message", errorCode == null ? null : "Message delivery failed")
        .put("uri", uri + ".json")
        .put("subresource_uris", new JsonObject().put("media", uri + "/Media.json"));
  }
}
