package dev.ramal.simulators.twilio;

import dev.ramal.simulators.stage.Ids;
import dev.ramal.simulators.stage.Segments;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** A message in either direction. Confined to the loop. */
final class TwilioMessage {
  final String sid;
  final TwilioAccount account;
  final String from;
  final String to;
  final String body;
  final String serviceSid;
  final String direction;
  final int media;
  final String statusCallback;
  final Instant created;
  String status;
  Instant updated;
  Instant sent;
  String price;
  Integer errorCode;

  TwilioMessage(
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
    this.media = media;
    this.serviceSid = serviceSid;
    this.direction = direction;
    this.statusCallback = statusCallback;
    this.status = status;
    this.created = created;
    this.updated = created;
  }

  boolean whatsapp() {
    return to.startsWith("whatsapp:") || from.startsWith("whatsapp:");
  }

  int segments() {
    return Segments.count(body);
  }

  JsonObject resource() {
    String uri = "/2010-04-01/Accounts/" + account.sid() + "/Messages/" + sid;
    boolean undecided = serviceSid != null && "accepted".equals(status);
    return new JsonObject()
        .put("sid", sid)
        .put("account_sid", account.sid())
        .put("api_version", CallJson.VERSION)
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
