package dev.ramal.sandbox.story.steps;

import static dev.ramal.sandbox.story.StepFailure.unless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.story.Scene;
import dev.ramal.sandbox.story.Step;
import dev.ramal.sandbox.story.TopicEnds;
import java.util.Optional;

/** What the ledger names as the callback behind an entry is what the gateway has published. */
public record FindCallback(String carrier) implements Step {
  @Override
  public String title() {
    return "The line of the ledger names the callback of %s that led to it".formatted(carrier);
  }

  @Override
  public void play(Scene scene) {
    JsonNode origin = scene.kept(carrier + " origin", JsonNode.class);
    String callback = origin.path("callback").asText();
    unless(
        origin.path("cause").asText().equals("event")
            && !callback.isEmpty()
            && !origin.path("carrierReference").asText().isEmpty(),
        "the entry does not say which callback led to it, and of what: %s",
        origin);
    TopicEnds topics = new TopicEnds(scene.client().status().kafka().bootstrapServers());
    scene.await(
        "the gateway published it as " + callback,
        () -> Optional.of(true).filter(there -> topics.hasCallFact(callback)));
  }
}
