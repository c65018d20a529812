package dev.ramal.simulators.telnyx.legs;

import dev.ramal.simulators.context.Ids;
import dev.ramal.simulators.script.Script;
import dev.ramal.simulators.telnyx.accounts.TelnyxAccount;
import dev.ramal.simulators.telnyx.api.TelnyxTime;
import dev.ramal.simulators.time.Step;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One leg of a call and all that is known about it. Confined to the loop. */
public final class Leg {
  public final String controlId =
      "v3:" + Base64.getUrlEncoder().withoutPadding().encodeToString(Ids.bytes(40));
  public final String id = UUID.randomUUID().toString();
  public final String sessionId;
  public final TelnyxAccount account;
  public final JsonObject request;
  public final String from;
  public final String to;
  public final boolean outgoing;
  public final Script script;
  public final Instant started;
  public final List<Step> steps = new ArrayList<>();
  public final List<Runnable> onAnswer = new ArrayList<>();
  public final List<Runnable> onEnd = new ArrayList<>();

  /** What whoever is on the leg heard by command: {@code digits 1w42#}, {@code audio http…}. */
  public final List<String> heard = new ArrayList<>();

  public String clientState;
  public String webhookUrl;
  public Instant reported;
  public Instant answered;
  public Instant ended;
  public boolean rated;
  public Leg bridgedWith;
  public Bridge bridge;
  public String queue;

  /** Tells that what is being said is over; does nothing when nothing is. */
  public Runnable speechOver = () -> {};

  /** What is played until it is stopped; null when nothing is. */
  public JsonObject music;

  public Leg(
      TelnyxAccount account,
      JsonObject request,
      boolean outgoing,
      String sessionId,
      Script script,
      Instant started) {
    this.account = account;
    this.request = request;
    this.from = request.getString("from");
    this.to = request.getString("to");
    this.outgoing = outgoing;
    this.sessionId = sessionId == null ? UUID.randomUUID().toString() : sessionId;
    this.script = script;
    this.started = started;
    this.reported = started;
    this.clientState = request.getString("client_state");
    this.webhookUrl = request.getString("webhook_url", account.webhookUrl());
  }

  public boolean live() {
    return ended == null;
  }

  public long seconds() {
    return answered == null || ended == null
        ? 0
        : Math.round(Duration.between(answered, ended).toMillis() / 1000.0);
  }

  /** Where an event goes: the URL of the event, of the command, or of the application. */
  public String target(String event) {
    JsonObject perEvent = request.getJsonObject("webhook_urls", new JsonObject());
    return perEvent.getString(event, webhookUrl);
  }

  public void cancelSteps() {
    steps.forEach(Step::cancel);
    steps.clear();
  }

  /** The fields every event of the leg carries. */
  public JsonObject identity() {
    return new JsonObject()
        .put("call_control_id", controlId)
        .put("call_leg_id", id)
        .put("call_session_id", sessionId)
        .put("client_state", clientState)
        .put("connection_id", request.getString("connection_id", account.connectionId()));
  }

  public JsonObject identityWithNumbers() {
    return identity().put("from", from).put("to", to);
  }

  public JsonObject resource(Instant now) {
    Instant until = ended == null ? now : ended;
    JsonObject resource =
        new JsonObject()
            .put("record_type", "call")
            .put("call_control_id", controlId)
            .put("call_leg_id", id)
            .put("call_session_id", sessionId)
            .put("client_state", clientState)
            .put("is_alive", live())
            .put("start_time", TelnyxTime.voice(started));
    if (answered != null) {
      resource.put("call_duration", Math.round(Duration.between(answered, until).toMillis() / 1e3));
    }
    return ended == null ? resource : resource.put("end_time", TelnyxTime.voice(ended));
  }

  /** The client state as plain text, for searching; empty when there is none. */
  public String readableState() {
    return clientState == null
        ? ""
        : new String(Base64.getDecoder().decode(clientState), StandardCharsets.UTF_8);
  }

  public Map<String, Object> quality() {
    long packets = seconds() * 50;
    return new JsonObject()
        .put(
            "inbound",
            new JsonObject()
                .put("mos", "4.50")
                .put("jitter_max_variance", "30.00")
                .put("jitter_packet_count", String.valueOf(packets))
                .put("packet_count", String.valueOf(packets))
                .put("skip_packet_count", "2"))
        .put(
            "outbound",
            new JsonObject()
                .put("packet_count", String.valueOf(packets))
                .put("skip_packet_count", "0"))
        .getMap();
  }
}
