package dev.ramal.sandbox.story.steps;

import static dev.ramal.sandbox.story.StepFailure.unless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.story.Scene;
import dev.ramal.sandbox.story.Step;
import java.util.Map;

/** Which carrier would take a call, and what speaks against the other one. */
public final class CompareRoutes implements Step {
  @Override
  public String title() {
    return "Ana asks what a call would cost, and which way it would go";
  }

  @Override
  public void play(Scene scene) {
    Api carla = Cast.AURORA.asAdmin(scene);
    estimate(scene, "priority", "first", "later");
    carla.put("/api/settings/routing", Map.of("prefer", "cost")).expect(200);
    try {
      estimate(scene, "cost", "cheapest", "dearer");
    } finally {
      carla.put("/api/settings/routing", Map.of("prefer", "priority")).expect(200);
    }
  }

  private static void estimate(Scene scene, String prefer, String taken, String left) {
    JsonNode estimate =
        Cast.AURORA
            .asAgent(scene)
            .post("/api/calls/estimate", Map.of("to", Lead.PHONE))
            .expect(200)
            .json();
    StringBuilder line = new StringBuilder(prefer).append(":");
    boolean asWanted = estimate.path("candidates").size() == 2;
    for (JsonNode candidate : estimate.path("candidates")) {
      String why = candidate.path("why").asText();
      asWanted &= why.equals(candidate.path("chosen").asBoolean() ? taken : left);
      line.append(
          "  %s %s %s/min (%s)"
              .formatted(
                  candidate.path("carrier").asText(),
                  candidate.at("/perMinute/amount").asText(),
                  candidate.at("/perMinute/currency").asText(),
                  why));
    }
    unless(asWanted, "by %s it was estimated otherwise: %s", prefer, estimate);
    scene.saw(line.toString());
  }
}
