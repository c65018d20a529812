package dev.ramal.sandbox.story.steps;

import static dev.ramal.sandbox.story.StepFailure.unless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.story.Scene;
import dev.ramal.sandbox.story.Step;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Who writes first by WhatsApp may send only what was approved, and it leaves as that. */
public final class SendTemplate implements Step {
  /** For {@link WhatsAppContact}. */
  static final String CONTACT = "contact by WhatsApp";

  /** For the id of the message. */
  static final String MESSAGE = "message of a template";

  private static final String MESSAGES = "/api/messages";
  private static final String TEMPLATES = "/api/templates/";

  @Override
  public String title() {
    return "Ana writes first by WhatsApp: free text is refused, an approved template arrives";
  }

  @Override
  public void play(Scene scene) {
    Api ana = Cast.AURORA.asAgent(scene);
    String phone = Callers.stranger();
    Map<String, String> free = Map.of("to", phone, "channel", "whatsapp", "body", "Oi, Rita!");
    JsonNode refused = ana.post(MESSAGES, free).expect(422).json();
    unless(refused.path("code").asText().equals("MESSAGES-0005"), "otherwise: %s", refused);
    scene.saw("422: " + refused.path("rule").asText());
    String template = approved(scene, ana);
    Map<String, Object> made = Map.of("id", template, "variables", Map.of("lead_name", "Rita"));
    JsonNode sent =
        ana.post(MESSAGES, Map.of("to", phone, "channel", "whatsapp", "template", made))
            .expect(201)
            .json();
    String id = scene.keep(MESSAGE, sent.path("id").asText());
    WhatsAppContact contact =
        scene.keep(CONTACT, new WhatsAppContact(scene, ana, phone, sent.path("from").asText()));
    JsonNode delivered = contact.delivered("the template was delivered", id);
    unless(
        delivered.at("/template/id").asText().equals(template)
            && delivered.at("/template/approved").asBoolean(),
        "it is not made of the approved text: %s",
        delivered);
    long copies =
        Cast.AURORA.atCarrier(scene).told("/Messages", phone.substring(1), "ContentSid=HX");
    unless(copies == 1, "%d copies of an approved text left", copies);
    scene.saw("«" + delivered.path("body").asText() + "»");
    scene.expect(id, "MessageDelivered");
    ana.delete(TEMPLATES + template).expect(204);
  }

  /** A template of Ana's that her administrator has had approved; its id. */
  private static String approved(Scene scene, Api ana) {
    String name = "proposta_" + UUID.randomUUID().toString().substring(0, 8);
    String id =
        ana.post(
                "/api/templates",
                Map.of(
                    "name", name,
                    "category", "greeting",
                    "channel", "whatsapp",
                    "body", "Oi {{lead_name}}, aqui é da Aurora. Podemos falar da sua proposta?",
                    "examples", Map.of("lead_name", "Maria")))
            .expect(201)
            .json()
            .path("id")
            .asText();
    String connection = Cast.AURORA.account(scene).id();
    Cast.AURORA
        .asAdmin(scene)
        .post(
            TEMPLATES + id + "/approvals",
            Map.of("category", "utility", "connectionId", connection))
        .expect(202);
    String content = scene.await("WhatsApp is asked to approve it", () -> asked(scene, name));
    // Who reviews it there takes a minute, simulated or not.
    scene
        .client()
        .control()
        .post("/twilio/review", Map.of("sid", content, "status", "approved"))
        .expect(204);
    scene.await(
        "it is known to be approved",
        () ->
            Optional.of(ana.get(TEMPLATES + id).expect(200).json().at("/approvals/0/state"))
                .filter(state -> state.asText().equals("approved")));
    return id;
  }

  /** The carrier's name of the text. */
  private static Optional<String> asked(Scene scene, String name) {
    String path = "/requests?simulator=twilio&path=/ApprovalRequests/whatsapp";
    for (JsonNode request : scene.client().control().get(path).expect(200).json()) {
      if (request.path("body").asText().contains(name) && request.path("status").asInt() == 201) {
        return Optional.of(request.path("path").asText().split("/")[3]);
      }
    }
    return Optional.empty();
  }
}
