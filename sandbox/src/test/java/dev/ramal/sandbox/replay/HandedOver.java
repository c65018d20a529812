package dev.ramal.sandbox.replay;

import static org.awaitility.Awaitility.await;

import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.api.SandboxClient;
import dev.ramal.sandbox.replay.CallbacksOfClicks.Ringing;
import dev.ramal.sandbox.replay.CallbacksOfMessages.Taken;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What carriers have been handed over and say no more of, because the stand-ins lose their
 * callbacks. It was just now, and is moved to the day by the superuser: the rest of what is known
 * of it is as the services have written it.
 */
record HandedOver(SandboxClient client, Checkpoint checkpoint, Instant day) {
  private static final String LEAD = "+5511976540160";
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** One of each carrier for each end. */
  static final List<String> ENDS = List.of("delivered", "delivered", "undelivered", "undelivered");

  private static final List<String> CARRIERS = List.of("twilio", "telnyx", "twilio", "telnyx");

  /** A click whose lead's phone rings. */
  Ringing click(Api agent) throws Exception {
    client.control().put("/scripts/" + LEAD, Map.of("ring", 86_400)).expect(200);
    String id = clicked(agent);
    String legs =
        """
        select min(f.carrier_call_id) from call_facts f
        join calls c on c.tenant = f.tenant and c.id = f.call_id
        where c.id = '%s' and c.status = 'RINGING' and f.carrier_call_id is not null
        group by lower(f.leg) order by lower(f.leg)
        """
            .formatted(id);
    List<String> sids =
        await("the lead's phone rings")
            .atMost(LIMIT)
            .until(() -> checkpoint.read("call-service", legs), found -> found.size() == 2);
    drop("call=" + id);
    Instant at = day.plus(Duration.ofHours(3));
    checkpoint.execute(
        "call-service",
        """
        update call_facts f set at = f.at + (timestamptz '%1$s' - c.requested_at)
        from calls c where c.tenant = f.tenant and c.id = f.call_id and c.id = '%2$s';
        update calls set requested_at = '%1$s' where id = '%2$s'
        """
            .formatted(at, id));
    return new Ringing(id, sids.get(0), sids.get(1), at);
  }

  /** Whoever is still on a call of what was played before hangs up first. */
  private static String clicked(Api agent) {
    return await("the agent is free")
        .atMost(LIMIT)
        .until(
            () -> {
              Api.Answer answer =
                  agent
                      .with("Idempotency-Key", UUID.randomUUID().toString())
                      .post("/api/calls", Map.of("to", LEAD, "carrier", "twilio"));
              String running = answer.json().path("callId").asText();
              if (answer.status() == 409 && !running.isEmpty()) {
                agent.send("POST", "/api/calls/" + running + "/hangup", null);
                return "";
              }
              return answer.expect(201).json().path("id").asText();
            },
            id -> !id.isEmpty());
  }

  /** A message for each of {@link #ENDS}, in that order. */
  List<Taken> messages(Api agent) throws Exception {
    drop("message=");
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < ENDS.size(); i++) {
      ids.add(
          posted(
              agent,
              "/api/messages",
              Map.of(
                  "to",
                  "+55119765401" + (40 + i),
                  "channel",
                  "sms",
                  "carrier",
                  CARRIERS.get(i),
                  "body",
                  "Bom dia, " + i)));
    }
    String these =
        " where id in ('" + String.join("', '", ids) + "') and carrier_message_id is not null";
    String read =
        "select concat_ws(' ', id, carrier_message_id, from_number, to_number, lower(carrier))"
            + " from message"
            + these
            + " order by id";
    List<String> rows =
        await("carriers have the messages")
            .atMost(LIMIT)
            .until(
                () -> checkpoint.read("messaging-service", read),
                found -> found.size() == ids.size());
    checkpoint.execute(
        "messaging-service",
        "update message set created_at = timestamptz '%s' + right(to_number, 2)::int * interval"
                .formatted(day)
            + " '1 minute'"
            + these);
    return rows.stream()
        .map(row -> row.split(" "))
        .map(row -> new Taken(row[0], row[1], row[2], row[3], row[4]))
        .toList();
  }

  private static String posted(Api agent, String path, Map<String, String> body) {
    return agent
        .with("Idempotency-Key", UUID.randomUUID().toString())
        .post(path, body)
        .expect(201)
        .json()
        .path("id")
        .asText();
  }

  private void drop(String callbacksOf) {
    client
        .control()
        .post("/faults", Map.of("kind", "drop", "match", callbacksOf, "times", 1000))
        .expect(201);
  }
}
