package dev.ramal.sandbox.story.steps;

import dev.ramal.sandbox.story.Scene;
import dev.ramal.sandbox.story.Step;
import dev.ramal.sandbox.story.StepFailure;
import dev.ramal.sandbox.story.TopicEnds;
import java.util.Optional;

/** What other systems hear of all that: what the steps before promised is on Kafka. */
public final class ReadTopics implements Step {
  @Override
  public String title() {
    return "Other systems read it on Kafka: holds, transfers, consent, who was missed, opt-outs";
  }

  @Override
  public void play(Scene scene) {
    TopicEnds topics = new TopicEnds(scene.client().status().kafka().bootstrapServers());
    try {
      scene.await(
          "%d promised events are there".formatted(scene.expected().size()),
          () -> Optional.of(true).filter(all -> topics.missing(scene.expected()).isEmpty()));
    } catch (StepFailure late) {
      throw new StepFailure("nobody can read: " + topics.missing(scene.expected()), late);
    }
    scene.saw(
        String.join(
            " ", scene.expected().stream().map(Scene.Expected::type).sorted().distinct().toList()));
  }
}
