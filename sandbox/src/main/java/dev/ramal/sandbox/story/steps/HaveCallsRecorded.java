package dev.ramal.sandbox.story.steps;

import static dev.ramal.sandbox.story.StepFailure.unless;

import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.story.Scene;
import dev.ramal.sandbox.story.Step;
import java.util.Map;

/** Whoever tried the settings before: the story needs a recording. */
public final class HaveCallsRecorded implements Step {
  @Override
  public String title() {
    return "Carla, who administers Aurora, has its calls recorded";
  }

  @Override
  public void play(Scene scene) {
    Api carla = scene.client().as("carla");
    carla.put("/api/settings/voice", Map.of("record", true, "consent", "announcement")).expect(200);
    var settings = carla.get("/api/settings/voice").expect(200).json();
    unless(settings.path("record").asBoolean(), "the settings do not say so: %s", settings);
    scene.saw("leads hear first: «" + settings.path("disclaimer").asText() + "»");
    scene.saw("nothing is recorded before the carrier says that this was said to its end");
  }
}
