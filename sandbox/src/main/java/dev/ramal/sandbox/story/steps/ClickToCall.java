package dev.ramal.sandbox.story.steps;

import static dev.ramal.sandbox.story.StepFailure.unless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.story.LiveFeed;
import dev.ramal.sandbox.story.Scene;
import dev.ramal.sandbox.story.Step;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** A click becomes one call, however often the browser repeats it; another one is refused. */
public record ClickToCall(String carrier) implements Step {
  @Override
  public String title() {
    return "Ana clicks to call Lia through " + carrier;
  }

  @Override
  public void play(Scene scene) {
    scene
        .client()
        .control()
        .put(
            "/scripts/" + Lead.PHONE,
            Map.of(
                "ring",
                2,
                "outcome",
                "answer",
                "talk",
                Lead.TALK_SECONDS,
                "hangupBy",
                "lead",
                "recordingReadyAfter",
                2,
                "priceAfter",
                5,
                "digits",
                "1"))
        .expect(200);
    scene.keep(
        carrier + " live",
        LiveFeed.open(scene.client().status().baseUrl(), scene.client().token("ana")));
    Api ana = scene.client().as("ana").with("Idempotency-Key", UUID.randomUUID().toString());
    Map<String, Object> click =
        Map.of("to", Lead.PHONE, "carrier", carrier, "notes", "Retorno combinado");
    long begin = System.nanoTime();
    JsonNode call = ana.post("/api/calls", click).expect(201).json();
    scene.saw("call accepted", Duration.ofNanos(System.nanoTime() - begin));
    scene.keep(carrier + " clicked", begin);
    String id = scene.keep(carrier + " call", call.path("id").asText());
    String repeated = ana.post("/api/calls", click).expect(201).json().path("id").asText();
    unless(id.equals(repeated), "the repeated click made another call: %s and %s", id, repeated);
    scene.saw("the same click again answered with the same call " + id);
    JsonNode busy = scene.client().as("ana").post("/api/calls", click).expect(409).json();
    unless(
        id.equals(busy.path("callId").asText()),
        "another click while %s runs was refused because of %s",
        id,
        busy.path("callId"));
    scene.saw("another click while it runs: 409, which names the call");
  }
}
