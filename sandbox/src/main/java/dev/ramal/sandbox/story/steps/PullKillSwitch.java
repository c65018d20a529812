package dev.ramal.sandbox.story.steps;

import static dev.ramal.sandbox.story.StepFailure.unless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.story.Scene;
import dev.ramal.sandbox.story.Step;
import java.util.Map;
import java.util.Optional;

/** A person stops everything that leaves, and lets it go on. */
public final class PullKillSwitch implements Step {
  private static final String PATH = "/api/billing/outbound-blocks";

  @Override
  public String title() {
    return "Bruno pulls the kill switch: nobody is dialled or written to until he lets go";
  }

  @Override
  public void play(Scene scene) {
    Api bruno = scene.client().as("bruno");
    Api ana = Cast.AURORA.asAgent(scene);
    JsonNode block =
        bruno.post(PATH, Map.of("reason", "chamadas que ninguém fez")).expect(201).json();
    String lift = PATH + "/" + block.path("id").asText() + "/lift";
    try {
      JsonNode denied = scene.await("calls are refused", () -> verdict(ana, false));
      JsonNode refused = ana.post("/api/calls", Map.of("to", Lead.PHONE)).expect(403).json();
      unless(
          refused.path("rule").asText().equals("velocity"),
          "it was refused otherwise: %s",
          refused);
      unless(denied.toString().contains("velocity"), "another rule has spoken: %s", denied);
      JsonNode message = scene.await("messages are refused", () -> verdictOfSms(ana, false));
      unless(message.toString().contains("velocity"), "another rule has spoken: %s", message);
      scene.saw(
          "403: %s, %s"
              .formatted(refused.path("rule").asText(), refused.path("evidence").asText()));
    } finally {
      bruno.post(lift, Map.of("reason", "alarme falso")).expect(200);
    }
    scene.await("calls are placed again", () -> verdict(ana, true));
    scene.await("and messages sent", () -> verdictOfSms(ana, true));
    JsonNode kept = bruno.get(PATH + "?limit=1").expect(200).json().at("/items/0");
    unless(
        kept.path("id").equals(block.path("id"))
            && kept.path("blockedBy").asText().equals("bruno")
            && kept.path("liftedBy").asText().equals("bruno")
            && !kept.path("blocked").asBoolean(true),
        "who did it is not kept: %s",
        kept);
    scene.saw(
        "kept: by %s, «%s»; lifted by %s, «%s»"
            .formatted(
                kept.path("blockedBy").asText(),
                kept.path("reason").asText(),
                kept.path("liftedBy").asText(),
                kept.path("liftReason").asText()));
  }

  private static Optional<JsonNode> verdictOfSms(Api ana, boolean allowed) {
    JsonNode verdict =
        ana.post("/api/messages/permission", Map.of("to", Lead.PHONE, "channel", "sms"))
            .expect(200)
            .json();
    return Optional.of(verdict)
        .filter(said -> said.path("decision").asText().equals("denied") != allowed);
  }

  private static Optional<JsonNode> verdict(Api ana, boolean allowed) {
    JsonNode verdict =
        ana.post("/api/calls/permission", Map.of("to", Lead.PHONE)).expect(200).json();
    return Optional.of(verdict).filter(said -> said.path("allowed").asBoolean() == allowed);
  }
}
