package dev.ramal.sandbox.story.steps;

import static dev.ramal.sandbox.story.StepFailure.unless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.story.Scene;
import dev.ramal.sandbox.story.Step;
import dev.ramal.sandbox.story.StepFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The agent hears whom it will be; a machine picks up, hears a message and keeps nobody. */
public record MeetMachine(String carrier) implements Step {
  /** The stand-ins take this ending for an answering machine. */
  private static final String MACHINE = "+5511987600777";

  /** Twilio's times are cut to them. */
  private static final Duration WHOLE_SECONDS = Duration.ofSeconds(1);

  private static final String WHISPER = "Rui Lima, Plano anual; pediu retorno";

  @Override
  public String title() {
    return "A machine picks up through " + carrier + ": it hears a message, Ana is free";
  }

  @Override
  public void play(Scene scene) {
    Api carla = scene.client().as("carla");
    Map<String, Object> wanted =
        Map.of("machineDetection", "sync", "onMachine", "voicemail-drop", "whisper", true);
    carla.put("/api/settings/voice", wanted).expect(200);
    try {
      Map<String, Object> click = Map.of("to", MACHINE, "carrier", carrier, "whisper", WHISPER);
      Api ana = scene.client().as("ana");
      String id = ana.post("/api/calls", click).expect(201).json().path("id").asText();
      JsonNode call = scene.await("the call is over", () -> over(ana, id));
      unless(
          call.path("status").asText().equals("no-answer")
              && call.path("cause").asText().equals("voicemail")
              && call.path("answeredBy").asText().equals("machine"),
          "no message was left with a machine: %s",
          call);
      scene.saw("no answer, by a machine; its message was left");
      tell(scene, events(ana, id));
    } finally {
      carla.put("/api/settings/voice", Map.of("machineDetection", "off")).expect(200);
    }
  }

  private static Optional<JsonNode> over(Api ana, String id) {
    JsonNode call = ana.get("/api/calls/" + id).expect(200).json();
    return call.path("endedAt").isTextual() ? Optional.of(call) : Optional.empty();
  }

  private static List<JsonNode> events(Api ana, String id) {
    JsonNode events = ana.get("/api/calls/" + id + "/events").expect(200).json();
    return StreamSupport.stream(events.path("items").spliterator(), false).toList();
  }

  private static void tell(Scene scene, List<JsonNode> events) {
    JsonNode whispered = of(events, "Whispered", "agent");
    JsonNode dialled = of(events, "Initiated", "lead");
    unless(
        whispered.at("/detail/proof").isTextual()
            && at(whispered).isBefore(at(dialled).plus(WHOLE_SECONDS)),
        "the lead was rung before the agent had heard whom: %s",
        events);
    scene.saw("heard by Ana before it rang: «" + WHISPER + "»");
    JsonNode left = of(events, "MessageLeft", "lead");
    unless(left.at("/detail/proof").isTextual(), "nobody says that it was left: %s", left);
    scene.saw("the carrier's word: " + left.at("/detail/proof").asText());
    unless(
        events.stream().noneMatch(event -> event.path("type").asText().equals("RecordingBegun")),
        "a machine was recorded: %s",
        events);
  }

  private static Instant at(JsonNode event) {
    return Instant.parse(event.path("at").asText());
  }

  private static JsonNode of(List<JsonNode> events, String type, String leg) {
    return events.stream()
        .filter(event -> event.path("type").asText().equals(type))
        .filter(event -> event.path("leg").asText().equals(leg))
        .findFirst()
        .orElseThrow(() -> new StepFailure(type + " in none of " + events));
  }
}
