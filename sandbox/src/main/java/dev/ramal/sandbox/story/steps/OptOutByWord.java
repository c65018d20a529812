package dev.ramal.sandbox.story.steps;

import static dev.ramal.sandbox.story.StepFailure.unless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.story.Scene;
import dev.ramal.sandbox.story.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who wants no more is told so once, and is neither written to nor called, until they want to. */
public final class OptOutByWord implements Step {
  /** As people write it; no carrier answers it. */
  private static final List<String> NO_MORE = List.of("Pare", "PARE!");

  private static final String AGAIN = "Voltar";

  @Override
  public String title() {
    return "The contact writes «Pare»: one confirmation, no SMS, no call, until «Voltar»";
  }

  @Override
  public void play(Scene scene) {
    Api ana = Cast.AURORA.asAgent(scene);
    WhatsAppContact contact = scene.kept(SendTemplate.CONTACT, WhatsAppContact.class);
    NO_MORE.forEach(contact::writes);
    scene.await("both words arrived", () -> Optional.of(true).filter(all -> heard(contact)));
    List<JsonNode> told =
        contact.messages("outbound").stream()
            .filter(message -> message.path("agentId").asText().equals("ramal"))
            .toList();
    unless(told.size() == 1, "%d confirmations instead of one: %s", told.size(), told);
    contact.delivered("the confirmation was delivered", told.get(0).path("id").asText());
    scene.saw("«" + told.get(0).path("body").asText() + "»");
    refused(scene, ana, contact.phone());
    scene.expect(contact.phone(), "ContactOptedOut", "ContactOptedIn");
    contact.writes(AGAIN);
    scene.await("they may be written to again", () -> mayWrite(ana, contact.phone()));
    scene.await("they may be called again", () -> mayCall(ana, contact.phone(), true));
  }

  private static boolean heard(WhatsAppContact contact) {
    List<String> said =
        contact.messages("inbound").stream().map(one -> one.path("body").asText()).toList();
    return said.containsAll(NO_MORE);
  }

  /** By the other channel, and by telephone. */
  private static void refused(Scene scene, Api ana, String phone) {
    Map<String, String> text = Map.of("to", phone, "channel", "sms", "body", "Oi de novo!");
    JsonNode unsent = ana.post("/api/messages", text).expect(422).json();
    unless(unsent.path("code").asText().equals("MESSAGES-0007"), "otherwise: %s", unsent);
    scene.saw("an SMS: 422, " + unsent.path("rule").asText());
    scene.await("those who call know of it", () -> mayCall(ana, phone, false));
    JsonNode denied = ana.post("/api/calls", Map.of("to", phone)).expect(403).json();
    unless(
        denied.path("code").asText().equals("CALLS-0310")
            && denied.path("rule").asText().equals("opt-out"),
        "it was denied otherwise: %s",
        denied);
    scene.saw("a call: 403, " + denied.path("evidence").asText());
    scene.expect(denied.path("callId").asText(), "CallDenied");
  }

  private static Optional<JsonNode> mayWrite(Api ana, String phone) {
    Map<String, String> asked = Map.of("to", phone, "channel", "sms");
    return Optional.of(ana.post("/api/messages/permission", asked).expect(200).json())
        .filter(verdict -> verdict.path("decision").asText().equals("allowed"));
  }

  private static Optional<JsonNode> mayCall(Api ana, String phone, boolean allowed) {
    return Optional.of(ana.post("/api/calls/permission", Map.of("to", phone)).expect(200).json())
        .filter(verdict -> verdict.path("allowed").asBoolean() == allowed);
  }
}
