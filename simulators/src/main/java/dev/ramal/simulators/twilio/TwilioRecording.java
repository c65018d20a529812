package dev.ramal.simulators.twilio;

import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.stage.Ids;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;

/** A recording and its state. Confined to the loop. */
final class TwilioRecording {
  final String sid = Ids.sid("RE");
  final TwilioCall call;
  final String source;
  final String conferenceSid;
  final Fields wishes;
  final Instant started;
  final int channels;
  String status = "in-progress";
  Instant stopped;
  boolean deleted;
  String price;

  TwilioRecording(
      TwilioCall call, String source, String conferenceSid, Fields wishes, Instant started) {
    this.call = call;
    this.source = source;
    this.conferenceSid = conferenceSid;
    this.wishes = wishes;
    this.started = started;
    this.channels = "dual".equals(wishes.get("RecordingChannels")) ? 2 : 1;
  }

  long seconds() {
    return stopped == null || "absent".equals(status)
        ? 0
        : Math.round(length().toMillis() / 1000.0);
  }

  Duration length() {
    return Duration.between(started, stopped);
  }

  JsonObject resource(String mediaUrl) {
    String uri = "/2010-04-01/Accounts/" + call.account.sid() + "/Recordings/" + sid;
    boolean done = "completed".equals(status);
    return new JsonObject()
        .put("sid", sid)
        .put("account_sid", call.account.sid())
        .put("api_version", CallJson.VERSION)
        .put("call_sid", call.sid)
        .put("conference_sid", conferenceSid)
        .put("channels", channels)
        .put("date_created", TwilioTime.rfc2822(started))
        .put("date_updated", TwilioTime.rfc2822(stopped == null ? started : stopped))
        .put("start_time", TwilioTime.rfc2822(started))
        .put("duration", done ? String.valueOf(seconds()) : "-1")
        .put("price", price)
        .put("price_unit", "USD")
        .put("source", source)
        .put("status", status)
        .put("error_code", null)
        .put("encryption_details", null)
        .put("uri", uri + ".json")
        .put("media_url", mediaUrl)
        .put(
            "subresource_uris",
            new JsonObject()
                .put("add_on_results", uri + "/AddOnResults.json")
                .put("transcriptions", uri + "/Transcriptions.json"));
  }
}
