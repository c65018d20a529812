package dev.ramal.simulators.twilio.recordings;

import dev.ramal.simulators.context.Ids;
import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.twilio.accounts.TwilioAccount;
import dev.ramal.simulators.twilio.api.ApiVersion;
import dev.ramal.simulators.twilio.api.TwilioTime;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;

/** A recording and its state. Confined to the loop. */
public final class TwilioRecording {
  public final String sid = Ids.sid("RE");
  public final Source of;
  public final String source;
  public final String conferenceSid;
  public final Fields wishes;
  public final Instant started;
  public final int channels;
  public String status = "in-progress";
  public Instant stopped;
  private Instant pausedAt;
  private Duration left = Duration.ZERO;
  public boolean deleted;
  public String price;

  /**
   * Whose voice is recorded.
   *
   * @param readyAfter how long the file takes; null when it never comes
   * @param bucket host of the customer's own bucket, where the file goes; null for Twilio's store
   */
  public record Source(TwilioAccount account, String callSid, Duration readyAfter, String bucket) {}

  public TwilioRecording(
      Source of, String source, String conferenceSid, Fields wishes, Instant started) {
    this.of = of;
    this.source = source;
    this.conferenceSid = conferenceSid;
    this.wishes = wishes;
    this.started = started;
    this.channels = "dual".equals(wishes.get("RecordingChannels")) ? 2 : 1;
  }

  public long seconds() {
    return stopped == null || "absent".equals(status)
        ? 0
        : Math.round(length().toMillis() / 1000.0);
  }

  public Duration length() {
    return Duration.between(started, stopped).minus(left);
  }

  /**
   * Nothing is recorded from now on; doing it twice changes nothing.
   *
   * @param skips whether the file has no silence for that time
   */
  void pause(Instant now, boolean skips) {
    status = "paused";
    if (pausedAt == null && skips) {
      pausedAt = now;
    }
  }

  void resume(Instant now) {
    status = "in-progress";
    if (pausedAt != null) {
      left = left.plus(Duration.between(pausedAt, now));
      pausedAt = null;
    }
  }

  public JsonObject resource(String mediaUrl) {
    String uri = "/2010-04-01/Accounts/" + of.account().sid() + "/Recordings/" + sid;
    boolean done = "completed".equals(status);
    return new JsonObject()
        .put("sid", sid)
        .put("account_sid", of.account().sid())
        .put("api_version", ApiVersion.DATE)
        .put("call_sid", of.callSid())
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
