package dev.ramal.sandbox.story.steps;

import static dev.ramal.sandbox.story.StepFailure.unless;

import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.story.Scene;
import dev.ramal.sandbox.story.Step;
import java.util.Map;

/** From here on leads must press a key before they are recorded. */
public final class DemandKey implements Step {
  @Override
  public String title() {
    return "Carla wants leads to agree to the recording by a key";
  }

  @Override
  public void play(Scene scene) {
    Api carla = scene.client().as("carla");
    var settings = carla.put("/api/settings/voice", Map.of("consent", "key")).expect(200).json();
    unless(
        settings.path("consent").asText().equals("key"),
        "the settings do not say so: %s",
        settings);
    scene.saw("no key, no recording; the call goes on without one");
  }
}
