package dev.ramal.sandbox.story.steps;

import static dev.ramal.sandbox.story.StepFailure.unless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.story.Scene;
import dev.ramal.sandbox.story.Step;
import java.time.Instant;

/**
 * The call says on what proof it was recorded: what the lead heard, when, who says so, and that the
 * recording began after it.
 *
 * @param key whether the lead had to press one
 */
public record ReadConsent(String carrier, boolean key) implements Step {
  @Override
  public String title() {
    return "The call proves that Lia was told"
        + (key ? ", and agreed by a key," : "")
        + " before it was recorded";
  }

  @Override
  public void play(Scene scene) {
    String id = scene.kept(carrier + " call", String.class);
    JsonNode recording =
        scene.client().as("ana").get("/api/calls/" + id).expect(200).json().path("recording");
    JsonNode told = recording.path("announcement");
    unless(
        told.path("proof").asText().startsWith(carrier + ":") && told.path("text").isTextual(),
        "there is no evidence that the lead was told: %s",
        recording);
    scene.saw("heard by the lead: «" + told.path("text").asText() + "»");
    scene.saw(
        told.path("language").asText() + ", said to its end " + told.path("spokenAt").asText());
    scene.saw("the carrier's word: " + told.path("proof").asText());
    Instant allowed = Instant.parse(told.path("spokenAt").asText());
    if (key) {
      JsonNode pressed = recording.path("key");
      unless(pressed.path("key").asText().equals("1"), "the lead did not agree: %s", recording);
      scene.saw(
          "key 1 pressed "
              + pressed.path("pressedAt").asText()
              + ": "
              + pressed.path("proof").asText());
      allowed = Instant.parse(pressed.path("pressedAt").asText());
    }
    unless(recording.path("startedAt").isTextual(), "nothing was recorded: %s", recording);
    Instant started = Instant.parse(recording.path("startedAt").asText());
    unless(!started.isBefore(allowed), "it was recorded from %s on, before the proof", started);
    scene.saw("recorded from " + started + " on");
  }
}
