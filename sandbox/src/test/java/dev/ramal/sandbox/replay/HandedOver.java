package dev.ramal.sandbox.replay;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.api.SandboxClient;
import dev.ramal.sandbox.replay.CallbacksOfClicks.Ringing;
import dev.ramal.sandbox.state.SandboxStatus.ConnectionStatus;
import dev.ramal.sandbox.state.StateJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Clicks that carriers have been handed over and say no more of, because the stand-ins lose their
 * callbacks. It was just now, and is moved to the day by the superuser: the rest of what is known
 * of it is as the services have written it.
 */
record HandedOver(SandboxClient client, Checkpoint checkpoint, Instant day) {
  static final Duration LIMIT = Duration.ofSeconds(60);

  private static final String NEVER_ANSWERS = "+5511976540160";
  private static final String ANSWERS_LATER = "+5511976540161";

  /** A click whose lead's phone rings at Twilio, which has recorded something and has a price. */
  Ringing throughTwilio(Api agent, ConnectionStatus account) throws Exception {
    script(NEVER_ANSWERS, StateJson.mapper().createObjectNode().put("ring", 86_400));
    String id = clicked(agent, NEVER_ANSWERS, "twilio");
    List<String> legs = legs(id, "('RINGING')");
    drop(client, "call=" + id);
    String recording = record(account, legs.get(0));
    client.control().post("/twilio/hangup", Map.of("sid", legs.get(0))).expect(204);
    await("Twilio has a price of the agent's leg").atMost(LIMIT).until(() -> isPaid(legs.get(0)));
    return moved(id, legs, recording, day.plus(Duration.ofHours(3)));
  }

  /**
   * A click whose lead's phone rings at Telnyx, as far as anybody has heard: it takes commands from
   * who has picked up only.
   */
  Ringing throughTelnyx(Api agent, ConnectionStatus account) throws Exception {
    script(ANSWERS_LATER, StateJson.mapper().createObjectNode().put("ring", 30).putNull("talk"));
    String id = clicked(agent, ANSWERS_LATER, "telnyx");
    List<String> legs = legs(id, "('DIALING', 'RINGING')");
    drop(client, account.id());
    await("the lead has picked up, and nobody heard")
        .atMost(LIMIT)
        .until(() -> isLost(legs.get(1), "call.answered"));
    return moved(id, legs, null, day.plus(Duration.ofHours(4)));
  }

  /** Whatever the stand-ins would tell of it is lost. */
  static void drop(SandboxClient client, String callbacksOf) {
    client
        .control()
        .post("/faults", Map.of("kind", "drop", "match", callbacksOf, "times", 1000))
        .expect(201);
  }

  /** The carrier's names of the agent's leg and the lead's, once it has both. */
  private List<String> legs(String call, String statuses) throws Exception {
    String legs =
        """
        select min(f.carrier_call_id) from call_facts f
        join calls c on c.tenant = f.tenant and c.id = f.call_id
        where c.id = '%s' and c.status in %s and f.carrier_call_id is not null
        group by lower(f.leg) order by lower(f.leg)
        """
            .formatted(call, statuses);
    return await("the lead's phone rings")
        .atMost(LIMIT)
        .until(() -> checkpoint.read("call-service", legs), found -> found.size() == 2);
  }

  /** The carrier's name of a recording that it makes until the leg ends. */
  private String record(ConnectionStatus account, String leg) {
    String login = account.accountSid() + ":" + account.authToken();
    return Api.at(client.status().simulators().get("twilio"))
        .with(
            "Authorization",
            "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
        .postText(
            "/2010-04-01/Accounts/" + account.accountSid() + "/Calls/" + leg + "/Recordings.json",
            "application/x-www-form-urlencoded",
            "RecordingChannels=dual")
        .expect(201)
        .json()
        .path("sid")
        .asText();
  }

  private Ringing moved(String id, List<String> legs, String recording, Instant at)
      throws Exception {
    checkpoint.execute(
        "call-service",
        """
        update call_facts f set at = f.at + (timestamptz '%1$s' - c.requested_at)
        from calls c where c.tenant = f.tenant and c.id = f.call_id and c.id = '%2$s';
        update calls set requested_at = '%1$s' where id = '%2$s'
        """
            .formatted(at, id));
    return new Ringing(id, legs.get(0), legs.get(1), recording, at);
  }

  private boolean isPaid(String sid) {
    for (JsonNode call : client.control().get("/state").expect(200).json().at("/twilio/calls")) {
      if (call.path("sid").asText().equals(sid)) {
        return call.path("price").isTextual();
      }
    }
    return false;
  }

  private boolean isLost(String leg, String event) {
    JsonNode callbacks =
        client.control().get("/callbacks?simulator=telnyx&contains=" + event).expect(200).json();
    for (JsonNode callback : callbacks) {
      if (callback.path("key").asText().equals(leg)) {
        return callback.path("fault").isTextual();
      }
    }
    return false;
  }

  private void script(String phone, ObjectNode script) {
    client.control().put("/scripts/" + phone, script).expect(200);
  }

  private static String clicked(Api agent, String phone, String carrier) {
    return agent
        .with("Idempotency-Key", UUID.randomUUID().toString())
        .post("/api/calls", Map.of("to", phone, "carrier", carrier))
        .expect(201)
        .json()
        .path("id")
        .asText();
  }

  /** Whoever is still on a call of what was played before hangs up. */
  static void free(Api agent) {
    await("the agent is free").atMost(LIMIT).until(() -> isFree(agent));
  }

  private static boolean isFree(Api agent) {
    String running = agent.get("/api/agents/me").expect(200).json().path("callId").asText("");
    if (!running.isEmpty()) {
      agent.send("POST", "/api/calls/" + running + "/hangup", null);
    }
    return running.isEmpty();
  }
}
