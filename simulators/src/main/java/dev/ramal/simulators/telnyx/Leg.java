package dev.ramal.simulators.telnyx;

import dev.ramal.simulators.script.Script;
import dev.ramal.simulators.stage.Ids;
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
final class Leg {
  final String controlId =
      "v3:" + Base64.getUrlEncoder().withoutPadding().encodeToString(Ids.bytes(40));
  final String id = UUID.randomUUID().toString();
  final String sessionId;
  final TelnyxAccount account;
  final JsonObject request;
  final String from;
  final String to;
  final boolean outgoing;
  final Script script;
  final Instant started;
  final List<Step> steps = new ArrayList<>();
  final List<Runnable> onAnswer = new ArrayList<>();
  final List<Runnable> onEnd = new ArrayList<>();

  String clientState;
  String webhookUrl;
  Instant reported;
  Instant answered;
  Instant ended;
  Leg bridgedWith;
  TelnyxConference conference;
  TelnyxRecording recording;
  String queue;

  Leg(
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

  boolean live() {
    return ended == null;
  }

  long seconds() {
    return answered == null || ended == null
        ? 0
        : Math.round(Duration.between(answered, ended).toMillis() / 1000.0);
  }

  /** Where an event goes: the URL of the event, of the command, or of the application. */
  String target(String event) {
    JsonObject perEvent = request.getJsonObject("webhook_urls", new JsonObject());
    return perEvent.getString(event, webhookUrl);
  }

  void cancelSteps() {
    steps.forEach(Step::cancel);
    steps.clear();
  }

  /** The fields every event of the leg carries. */
  JsonObject identity() {
    return new JsonObject()
        .put("call_control_id", controlId)
        .put("call_leg_id", id)
        .put("call_session_id", sessionId)
        .put("client_state", clientState)
        .put("connection_id", account.connectionId());
  }

  JsonObject identityWithNumbers() {
    return identity().put("from", from).put("to", to);
  }

  JsonObject resource(Instant now) {
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
  String readableState() {
    return clientState == null
        ? ""
        : new String(Base64.getDecoder().decode(clientState), StandardCharsets.UTF_8);
  }

  Map<String, Object> quality() {
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
