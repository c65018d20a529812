package dev.ramal.sandbox.story.steps;

import static dev.ramal.sandbox.story.StepFailure.unless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.story.Scene;
import dev.ramal.sandbox.story.Step;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What stands in the CRM of a person's will holds here: RD Station tells it by a webhook, and
 * nobody else can.
 */
public final class DeclineInCrm implements Step {
  @Override
  public String title() {
    return "Paula declines communications in RD Station: no call, no SMS, until she agrees again";
  }

  @Override
  public void play(Scene scene) {
    CrmDesk crm = new CrmDesk(scene, Cast.AURORA);
    Api ana = Cast.AURORA.asAgent(scene);
    String phone = Callers.stranger();
    String contact = crm.contact("Paula Prado", asTyped(phone));
    crm.consent(contact, "declined");
    scene.await("those who call know of it", () -> mayCall(ana, phone, false));
    scene.await("those who write know of it", () -> mayWrite(ana, phone, "denied"));
    scene.expect(refused(scene, ana, phone, contact), "CallDenied");
    unless(
        mayCall(Cast.BOREAL.asAgent(scene), phone, true).isPresent(),
        "what stands in Aurora's CRM holds for Boreal");
    forged(scene, crm, contact, phone);
    unless(
        mayCall(ana, phone, false).isPresent() && mayWrite(ana, phone, "denied").isPresent(),
        "a forged webhook was believed");
    crm.consent(contact, "granted");
    scene.await("they may be called again", () -> mayCall(ana, phone, true));
    scene.await("they may be written to again", () -> mayWrite(ana, phone, "allowed"));
    JsonNode webhook = crm.webhook();
    unless(
        webhook.path("active").asBoolean() && webhook.path("lastReceivedAt").isTextual(),
        "Carla does not see what RD Station has told: %s",
        webhook);
    scene.saw("Carla sees: told last at " + webhook.path("lastReceivedAt").asText());
    scene.expect(contact, "ContactConsentDeclined", "ContactConsentGranted");
  }

  /** As people enter it. */
  private static String asTyped(String phone) {
    return phone.replaceFirst("\\+55(..)(.....)(....)", "($1) $2-$3");
  }

  /** Both say by which contact; the id of the call that was denied. */
  private static String refused(Scene scene, Api ana, String phone, String contact) {
    JsonNode denied = ana.post("/api/calls", Map.of("to", phone)).expect(403).json();
    unless(
        denied.path("code").asText().equals("CALLS-0310")
            && denied.path("rule").asText().equals("consent")
            && denied.path("evidence").asText().contains(contact),
        "the call was denied otherwise: %s",
        denied);
    scene.saw("a call: 403, " + denied.path("evidence").asText());
    Map<String, String> text = Map.of("to", phone, "channel", "sms", "body", "Oi, Paula!");
    JsonNode unsent = ana.post("/api/messages", text).expect(422).json();
    unless(
        unsent.path("code").asText().equals("MESSAGES-0007")
            && unsent.path("evidence").asText().contains(contact),
        "the SMS was refused otherwise: %s",
        unsent);
    scene.saw("an SMS: 422, " + unsent.path("evidence").asText());
    return denied.path("callId").asText();
  }

  /** Whoever knows the address alone says that she agrees. */
  private static void forged(Scene scene, CrmDesk crm, String contact, String phone) {
    JsonNode webhook = crm.webhook();
    String url = webhook.path("url").asText();
    Map<String, Object> document =
        Map.of(
            "id", contact,
            "name", "Paula Prado",
            "phones", List.of(Map.of("phone", phone, "type", "mobile")),
            "legal_bases", List.of(CrmDesk.basis("granted")),
            "updated_at", Instant.now().toString());
    Map<String, Object> told =
        Map.of(
            "event_name",
            "crm_contact_updated",
            "event_timestamp",
            Instant.now().toString(),
            "transaction_uuid",
            UUID.randomUUID().toString(),
            "document",
            document);
    Api stranger = Api.at("");
    int without = stranger.post(url, told).status();
    int wrong = stranger.with(webhook.path("header").asText(), "segredo").post(url, told).status();
    unless(
        without == 401 && wrong == 401,
        "forged webhooks were answered %d without the secret and %d with a wrong one",
        without,
        wrong);
    scene.saw("webhooks without the secret, or with a wrong one: 401");
  }

  private static Optional<JsonNode> mayCall(Api agent, String phone, boolean allowed) {
    return Optional.of(agent.post("/api/calls/permission", Map.of("to", phone)).expect(200).json())
        .filter(verdict -> verdict.path("allowed").asBoolean() == allowed);
  }

  private static Optional<JsonNode> mayWrite(Api agent, String phone, String decision) {
    Map<String, String> asked = Map.of("to", phone, "channel", "sms");
    return Optional.of(agent.post("/api/messages/permission", asked).expect(200).json())
        .filter(verdict -> verdict.path("decision").asText().equals(decision));
  }
}
