package dev.ramal.sandbox.story.steps;

import static dev.ramal.sandbox.story.StepFailure.unless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.story.Scene;
import dev.ramal.sandbox.story.Step;
import dev.ramal.sandbox.story.TopicEnds;
import java.util.Map;
import java.util.Optional;

/** Every callback of the call five times more, shuffled: nothing changes. */
public record RepeatCallbacks(String carrier) implements Step {
  private static final int TIMES = 5;

  @Override
  public String title() {
    return carrier + " delivers every callback of the call five times more, shuffled";
  }

  @Override
  public void play(Scene scene) {
    String call = scene.kept(carrier + " call", String.class);
    TopicEnds topics = new TopicEnds(scene.client().status().kafka().bootstrapServers());
    if (carrier.equals("telnyx")) {
      awaitRealCost(scene, call);
    }
    scene.await("all services are idle", () -> topics.allRead());
    CallRecord before = CallRecord.of(scene, call);
    long events = topics.eventsOf(call);
    JsonNode replay =
        scene
            .client()
            .control()
            .post(
                "/callbacks/replay",
                Map.of("simulator", carrier, "contains", call, "times", TIMES, "shuffle", true))
            .expect(200)
            .json();
    unless(replay.path("sent").asInt() >= 5 * TIMES, "only %s were sent", replay.path("sent"));
    replay
        .path("statuses")
        .fieldNames()
        .forEachRemaining(
            status ->
                unless(status.startsWith("2"), "a repeated callback was answered %s", status));
    scene.saw(replay.path("sent") + " callbacks, answered " + replay.path("statuses"));
    scene.await("all services have read them", () -> topics.allRead());
    CallRecord after = CallRecord.of(scene, call);
    unless(
        after.notes().size() == 1,
        "%d notes about the call instead of one: %s",
        after.notes().size(),
        after.notes());
    unless(after.equals(before), "something changed: %s%nbefore: %s", after, before);
    Optional<Long> more = Optional.of(topics.eventsOf(call)).filter(now -> now != events);
    unless(more.isEmpty(), "%s events about the call instead of %d", more, events);
    scene.saw("call, recording, note, usage line and " + events + " events are as before");
  }

  /** Telnyx tells a call's cost some time after its end: it becomes real, the price stays. */
  private void awaitRealCost(Scene scene, String call) {
    Api davi = scene.client().as("davi");
    JsonNode usage =
        scene.await(
            "the carrier told the real cost",
            () ->
                ReadExplanation.leadMinutes(
                        davi.get("/api/billing/usage?subject=call&subjectId=" + call))
                    .filter(line -> line.path("costIsReal").asBoolean()));
    JsonNode price = scene.kept(carrier + " price", JsonNode.class);
    unless(
        usage.path("price").equals(price),
        "the real cost moved the price from %s to %s",
        price,
        usage.path("price"));
    scene.saw(
        "cost %s, now real; the price stays %s"
            .formatted(usage.at("/cost/amount").asText(), price.path("amount").asText()));
  }
}
