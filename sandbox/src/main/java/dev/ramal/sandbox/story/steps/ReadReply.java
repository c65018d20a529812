package dev.ramal.sandbox.story.steps;

import static dev.ramal.sandbox.story.StepFailure.unless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.story.Scene;
import dev.ramal.sandbox.story.Step;
import java.util.Map;

/** What a contact answers is tied to what it answers, and opens the 24 hours for free text. */
public final class ReadReply implements Step {
  private static final String TEXT = "Sim, pode ser hoje às 15h?";

  @Override
  public String title() {
    return "The contact quotes it and replies: Ana reads what is answered, and writes freely";
  }

  @Override
  public void play(Scene scene) {
    Api ana = Cast.AURORA.asAgent(scene);
    WhatsAppContact contact = scene.kept(SendTemplate.CONTACT, WhatsAppContact.class);
    String question = scene.kept(SendTemplate.MESSAGE, String.class);
    contact.quotes(TEXT);
    JsonNode reply =
        scene.await(
            "the reply arrived",
            () ->
                contact.messages("inbound").stream()
                    .filter(message -> message.path("body").asText().equals(TEXT))
                    .findFirst());
    unless(
        reply.path("replyTo").asText().equals(question)
            && !reply.path("replyInferred").asBoolean(true),
        "it does not answer the message %s: %s",
        question,
        reply);
    JsonNode asked = ana.get("/api/messages/" + question).expect(200).json();
    scene.saw("«" + TEXT + "» answers «" + asked.path("body").asText() + "»");
    JsonNode free =
        ana.post(
                "/api/messages",
                Map.of("to", contact.phone(), "channel", "whatsapp", "body", "Pode, eu ligo!"))
            .expect(201)
            .json();
    unless(
        free.path("conversationId").equals(reply.path("conversationId")),
        "they write in two threads: %s",
        free);
    contact.delivered("Ana's free text was delivered", free.path("id").asText());
  }
}
