package dev.ramal.sandbox.story.steps;

import static dev.ramal.sandbox.story.StepFailure.unless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.story.Scene;
import dev.ramal.sandbox.story.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Nobody is there: the caller is told, and leaves a message that is kept. */
public final class LeaveMessage implements Step {
  private static final Cast CAST = Cast.BOREAL;

  /** Long enough to hear the greeting to its end and to say something. */
  private static final int PATIENCE = 20;

  @Override
  public String title() {
    return "Nobody of Boreal is there: a caller leaves a message through telnyx";
  }

  @Override
  public void play(Scene scene) {
    Callers callers = new Callers(scene, CAST);
    Callers.status(CAST.asAgent(scene), "offline");
    Callers.status(CAST.asColleague(scene), "offline");
    Callers.settings(scene, CAST, Map.of("enabled", true, "queue", false, "voicemail", true));
    String phone = Callers.stranger();
    CAST.atCarrier(scene).script(phone, Map.of("talk", PATIENCE));
    Desk desk = callers.call(phone);
    JsonNode over = desk.untilStatus("the caller has said it and hung up", "no-answer");
    unless(over.path("cause").asText().equals("voicemail"), "no message was taken: %s", over);
    List<String> heard = CAST.atCarrier(scene).heard(callers.leg(desk));
    unless(
        heard.stream().anyMatch(said -> said.contains("Deixe sua mensagem")),
        "nobody asked for a message: %s",
        heard);
    scene.saw("heard: " + TalkWithConsent.quoted(heard));
    JsonNode message =
        scene.await(
            "the message was stored",
            () ->
                Optional.of(
                        desk.api()
                            .get("/api/calls/" + desk.call() + "/recordings")
                            .expect(200)
                            .json()
                            .at("/items/0"))
                    .filter(kept -> kept.path("status").asText().equals("stored")));
    unless(message.path("source").asText().equals("voicemail"), "kept as another: %s", message);
    scene.saw(
        "%s s of it, %s".formatted(message.path("seconds"), message.path("contentType").asText()));
    Callers.settings(scene, CAST, Map.of("enabled", false, "queue", true));
    scene.expect(desk.call(), "VoicemailLeft", "CallMissed", "RecordingReady");
  }
}
