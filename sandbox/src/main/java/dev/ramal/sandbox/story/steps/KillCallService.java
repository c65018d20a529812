package dev.ramal.sandbox.story.steps;

import static dev.ramal.sandbox.story.StepFailure.unless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.story.LiveFeed;
import dev.ramal.sandbox.story.Scene;
import dev.ramal.sandbox.story.Step;
import java.util.Optional;

/** SIGKILL while two people talk; the rest of the callbacks arrive while nobody is there. */
public record KillCallService(String carrier, Runnable kill, Runnable restart) implements Step {
  @Override
  public String title() {
    return "call-service is killed while they talk, and started again after the hang-up";
  }

  @Override
  public void play(Scene scene) {
    String id = scene.kept(carrier + " call", String.class);
    scene.kept(carrier + " live", LiveFeed.class).close();
    Api ana = scene.client().as("ana");
    JsonNode answered = scene.await("the lead answered", () -> inStatus(ana, id, "in-progress"));
    scene.await("both are in the conference", () -> joined(scene, id, answered));
    scene.await("the carrier records", () -> recorded(ana, id));
    kill.run();
    scene.saw("killed");
    scene.await("the carrier told everything to nobody", () -> quiet(scene));
    restart.run();
    scene.saw("started again");
    JsonNode call = scene.await("the call was closed", () -> inStatus(ana, id, "completed"));
    unless(
        call.path("talkSeconds").asInt() == Lead.TALK_SECONDS,
        "the call lasted %s s of talk instead of %d",
        call.path("talkSeconds"),
        Lead.TALK_SECONDS);
  }

  /** Whether the lead was told to join: from then on the carrier needs nobody of ours. */
  private Optional<Boolean> joined(Scene scene, String call, JsonNode answered) {
    String lead = "";
    for (JsonNode leg : answered.path("legs")) {
      lead = leg.path("leg").asText().equals("lead") ? leg.path("carrierCallId").asText() : lead;
    }
    String log =
        carrier.equals("twilio")
            ? "/callbacks?simulator=twilio&contains=" + call
            : "/requests?simulator=telnyx&path=/actions/join";
    for (JsonNode entry : scene.client().control().get(log).expect(200).json()) {
      boolean told =
          carrier.equals("twilio")
              ? entry.path("url").asText().contains("/lead-told")
              : entry.path("body").asText().contains(lead);
      if (told && entry.path("status").asInt() == 200) {
        return Optional.of(true);
      }
    }
    return Optional.empty();
  }

  private static Optional<JsonNode> recorded(Api api, String call) {
    JsonNode found = api.get("/api/calls/" + call).expect(200).json();
    return Optional.of(found).filter(f -> f.at("/recording/state").asText().equals("begun"));
  }

  private static Optional<JsonNode> inStatus(Api api, String call, String status) {
    JsonNode found = api.get("/api/calls/" + call).expect(200).json();
    return Optional.of(found).filter(f -> f.path("status").asText().equals(status));
  }

  /** Whether the simulators have nothing left to do. */
  private static Optional<JsonNode> quiet(Scene scene) {
    JsonNode clock = scene.client().control().get("/clock").expect(200).json();
    return Optional.of(clock).filter(c -> c.path("pendingSteps").asInt() == 0);
  }
}
