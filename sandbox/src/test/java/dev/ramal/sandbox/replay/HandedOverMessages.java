package dev.ramal.sandbox.replay;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.api.SandboxClient;
import dev.ramal.sandbox.replay.CallbacksOfMessages.Taken;
import dev.ramal.sandbox.state.SandboxStatus.ConnectionStatus;
import dev.ramal.sandbox.state.StateJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Messages that carriers have and say no more of; as {@link HandedOver}. */
record HandedOverMessages(SandboxClient client, Checkpoint checkpoint, Instant day) {
  /**
   * A message that is to be handed over.
   *
   * @param phone the last two digits, which are its minute of the day as well
   * @param ends the last status that is told of it
   */
  record Plan(String channel, String carrier, int phone, String ends) {
    String to() {
      return "+55119765401" + phone;
    }

    boolean isWhatsApp() {
      return channel.equals("whatsapp");
    }

    boolean arrives() {
      return !ends.equals("undelivered");
    }
  }

  static final List<Plan> ALL =
      List.of(
          new Plan("sms", "twilio", 40, "delivered"),
          new Plan("sms", "telnyx", 41, "delivered"),
          new Plan("sms", "twilio", 42, "undelivered"),
          new Plan("sms", "telnyx", 43, "undelivered"),
          new Plan("whatsapp", "twilio", 50, "read"),
          new Plan("whatsapp", "twilio", 51, CallbacksOfMessages.READ_ALONE),
          new Plan("whatsapp", "twilio", 52, "undelivered"));

  /**
   * One for each of {@link #ALL}, in that order.
   *
   * @param twilio account through which people write by WhatsApp first
   */
  List<Taken> send(Api agent, ConnectionStatus twilio) throws Exception {
    HandedOver.drop(client, "message=");
    List<String> ids = new ArrayList<>();
    for (Plan plan : ALL) {
      prepare(plan, twilio);
      ids.add(posted(agent, plan));
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
            .atMost(HandedOver.LIMIT)
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

  /** Whoever is asked what became of it says the same as the day, and no price. */
  private void prepare(Plan plan, ConnectionStatus twilio) {
    ObjectNode script = StateJson.mapper().createObjectNode().putNull("priceAfter");
    if (!plan.arrives()) {
      script.putObject("message").put("status", "undelivered").put("errorCode", "30003");
    }
    client.control().put("/scripts/" + plan.to(), script).expect(200);
    if (plan.isWhatsApp()) {
      client
          .control()
          .post(
              "/twilio/incoming-message",
              Map.of(
                  "from", "whatsapp:" + plan.to(),
                  "to", "whatsapp:" + twilio.numbers().get(0),
                  "body", "Bom dia!"))
          .expect(201);
    }
  }

  /** By WhatsApp free text is taken once it is known that they have written. */
  private static String posted(Api agent, Plan plan) {
    Map<String, String> body =
        Map.of(
            "to",
            plan.to(),
            "channel",
            plan.channel(),
            "carrier",
            plan.carrier(),
            "body",
            "Bom dia, " + plan.phone());
    Api.Answer taken =
        await("the message is taken")
            .atMost(HandedOver.LIMIT)
            .until(
                () ->
                    agent
                        .with("Idempotency-Key", UUID.randomUUID().toString())
                        .post("/api/messages", body),
                answer -> !plan.isWhatsApp() || answer.status() != 422);
    return taken.expect(201).json().path("id").asText();
  }
}
