package dev.ramal.sandbox.story.steps;

import static dev.ramal.sandbox.story.StepFailure.unless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.story.Scene;
import dev.ramal.sandbox.story.Step;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** An SMS is delivered, and the answer to it arrives in the same thread, tied to it. */
public final class SendMessage implements Step {
  @Override
  public String title() {
    return "Ana sends an SMS; it is delivered, and Lia replies";
  }

  @Override
  public void play(Scene scene) {
    Api ana = scene.client().as("ana");
    JsonNode sent =
        ana.with("Idempotency-Key", UUID.randomUUID().toString())
            .post(
                "/api/messages",
                Map.of(
                    "to", Lead.PHONE,
                    "channel", "sms",
                    "body", "Oi, Lia! A proposta que combinamos segue por e-mail."))
            .expect(201)
            .json();
    String id = scene.keep("message", sent.path("id").asText());
    JsonNode delivered =
        scene.await("the SMS was delivered", () -> delivered(ana.get("/api/messages/" + id)));
    String ours = delivered.path("from").asText();
    String text = "Recebi, obrigada! " + UUID.randomUUID().toString().substring(0, 8);
    scene
        .client()
        .control()
        .post(
            "/" + delivered.path("carrier").asText() + "/incoming-message",
            Map.of("from", Lead.PHONE, "to", ours, "body", text))
        .expect(201);
    JsonNode reply =
        scene.await(
            "the reply arrived",
            () ->
                received(
                    ana.get(
                        "/api/messages?direction=inbound&contact="
                            + URLEncoder.encode(Lead.PHONE, StandardCharsets.UTF_8)),
                    text));
    unless(
        reply.path("conversationId").equals(delivered.path("conversationId")),
        "the reply is in another thread: %s",
        reply);
    unless(
        reply.path("replyTo").asText().equals(id) && reply.path("replyInferred").asBoolean(),
        "the reply is not taken for the answer: %s",
        reply);
    scene.saw("«" + text + "» in the same thread, taken for the answer: an SMS quotes nothing");
    scene.expect(id, "MessageDelivered");
  }

  private static Optional<JsonNode> delivered(Api.Answer answer) {
    JsonNode message = answer.expect(200).json();
    return Optional.of(message).filter(m -> m.path("status").asText().equals("delivered"));
  }

  private static Optional<JsonNode> received(Api.Answer answer, String text) {
    return StreamSupport.stream(answer.expect(200).json().path("items").spliterator(), false)
        .filter(message -> message.path("body").asText().equals(text))
        .findFirst();
  }
}
