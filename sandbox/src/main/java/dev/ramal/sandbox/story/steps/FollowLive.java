package dev.ramal.sandbox.story.steps;

import static dev.ramal.sandbox.story.StepFailure.unless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.story.LiveFeed;
import dev.ramal.sandbox.story.Scene;
import dev.ramal.sandbox.story.Step;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Live states arrive; the lead answers, talks and hangs up. */
public record FollowLive(String carrier) implements Step {
  @Override
  public String title() {
    return "Ana sees the call live; Lia answers, talks " + Lead.TALK_SECONDS + " s and hangs up";
  }

  @Override
  public void play(Scene scene) {
    String id = scene.kept(carrier + " call", String.class);
    long clicked = scene.kept(carrier + " clicked", Long.class);
    try (LiveFeed live = scene.kept(carrier + " live", LiveFeed.class)) {
      scene.await("the end was told live", () -> last(live, id, "completed"));
      Map<String, Long> firstSeen = new LinkedHashMap<>();
      live.of(id).forEach(n -> firstSeen.putIfAbsent(n.status(), n.arrivedNanos()));
      firstSeen.forEach(
          (status, at) -> scene.saw("live: " + status, Duration.ofNanos(at - clicked)));
      unless(
          firstSeen.keySet().containsAll(List.of("dialing", "in-progress", "completed")),
          "live states were only %s",
          firstSeen.keySet());
    }
    JsonNode call = scene.client().as("ana").get("/api/calls/" + id).expect(200).json();
    unless(
        call.path("talkSeconds").asInt() == Lead.TALK_SECONDS,
        "the call lasted %s s of talk instead of %d",
        call.path("talkSeconds"),
        Lead.TALK_SECONDS);
    // Not every carrier says who hung up; none may name the wrong one.
    String hungUpBy = call.path("hungUpBy").asText("nobody said");
    unless(!hungUpBy.matches("agent|system"), "hung up by %s instead of the lead", hungUpBy);
    scene.saw("the history says: completed, 37 s of talk, hung up by: " + hungUpBy);
  }

  private static Optional<LiveFeed.Update> last(LiveFeed live, String call, String status) {
    return live.of(call).stream().filter(update -> update.status().equals(status)).findFirst();
  }
}
