package dev.ramal.sandbox.story.steps;

import static dev.ramal.sandbox.story.StepFailure.unless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.story.Scene;
import dev.ramal.sandbox.story.Step;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The recording is stored with us and played through a signed, short-lived link. */
public record PlayRecording(String carrier) implements Step {
  @Override
  public String title() {
    return "The recording is stored and plays through a signed link";
  }

  @Override
  public void play(Scene scene) {
    String call = scene.kept(carrier + " call", String.class);
    Api ana = scene.client().as("ana");
    JsonNode recording =
        scene.await(
            "the recording was stored", () -> ready(ana.get("/api/calls/" + call + "/recordings")));
    String id = scene.keep(carrier + " recording", recording.path("id").asText());
    JsonNode link = ana.get("/api/recordings/" + id + "/media").expect(200).json();
    String url = link.path("url").asText();
    Api anybody = Api.at(scene.client().status().baseUrl());
    Api.Answer part = anybody.with("Range", "bytes=0-99").get(url).expect(206);
    unless(
        part.headers().getOrDefault("Content-Range", "").startsWith("bytes 0-99/"),
        "a range was answered with %s",
        part.headers());
    Api.Answer whole = anybody.get(url).expect(200);
    String type = whole.headers().getOrDefault("Content-Type", "none");
    unless(type.startsWith("audio/"), "the media is %s, not audio", type);
    int forged = anybody.get(url.replaceFirst("signature=.{6}", "signature=AAAAAA")).status();
    unless(forged == 403 || forged == 404, "a forged link answered %d", forged);
    scene.saw(
        "%s, %s bytes, valid until %s; a forged link is refused (%d)"
            .formatted(
                type,
                whole.headers().getOrDefault("Content-Length", "?"),
                link.path("expiresAt").asText(),
                forged));
  }

  private static Optional<JsonNode> ready(Api.Answer answer) {
    JsonNode list = answer.expect(200).json();
    JsonNode items = list.isArray() ? list : list.path("items");
    return StreamSupport.stream(items.spliterator(), false)
        .filter(recording -> recording.path("status").asText().matches("ready|stored"))
        .findFirst();
  }
}
