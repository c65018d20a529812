package dev.ramal.sandbox.story.steps;

import static dev.ramal.sandbox.story.StepFailure.unless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.story.Scene;
import dev.ramal.sandbox.story.Step;
import java.util.List;
import java.util.Map;

/** Whoever had the call last says how it went, and what is to be done follows from it. */
public final class SayHowItWent implements Step {
  private static final Map<String, Object> INTERESTED =
      Map.of(
          "code",
          "interested",
          "label",
          "Interessado",
          "followUp",
          Map.of("after", 2, "unit", "business-days", "text", "Ligar com a proposta"));

  @Override
  public String title() {
    return "Gil says how it went, and what is to be done is asked for";
  }

  @Override
  public void play(Scene scene) {
    Api carla = Cast.AURORA.asAdmin(scene);
    String path = "/api/settings/voice/dispositions";
    carla.put(path, Map.of("dispositions", List.of(INTERESTED))).expect(200);
    try {
      Api gil = Cast.AURORA.asColleague(scene);
      String call = scene.kept(Cast.AURORA.name(), String.class);
      Map<String, Object> unknown = Map.of("disposition", "nobody-defined-it");
      Api.Answer refused = gil.send("PATCH", "/api/calls/" + call, unknown);
      unless(refused.status() == 422 || refused.status() == 400, "any word is taken: %s", refused);
      JsonNode said =
          gil.send("PATCH", "/api/calls/" + call, Map.of("disposition", "interested"))
              .expect(200)
              .json();
      unless(said.path("disposition").asText().equals("interested"), "it is not kept: %s", said);
      scene.saw("«Interessado»; in two business days: «Ligar com a proposta»");
      scene.expect(call, "FollowUpRequested");
    } finally {
      carla.put(path, Map.of("dispositions", List.of())).expect(200);
    }
  }
}
