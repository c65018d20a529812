package dev.ramal.sandbox.story.steps;

import static dev.ramal.sandbox.story.StepFailure.unless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.story.Scene;
import dev.ramal.sandbox.story.Step;
import java.util.List;
import java.util.Map;

/**
 * What an agent does while they talk; each is so when the carrier has said that it did it.
 *
 * @param recorded whether there is a recording to be paused
 */
public record HoldMutePress(Cast cast, boolean recorded) implements Step {
  private static final String KEYS = "1w42#";

  @Override
  public String title() {
    return cast.agentName()
        + (recorded ? " pauses the recording for a card," : "")
        + " holds, mutes and presses keys";
  }

  @Override
  public void play(Scene scene) {
    Desk desk = cast.desk(scene);
    if (recorded) {
      desk.asks("recording/pause");
      desk.until("paused", call -> call.at("/recording/paused").asBoolean());
      desk.asks("recording/resume");
      desk.until("recorded again", call -> !call.at("/recording/paused").asBoolean());
      scene.expect(desk.call(), "RecordingPaused", "RecordingResumed");
    }
    desk.asks("hold");
    desk.untilStatus("on hold", "held");
    onScreen(scene, desk);
    desk.asks("resume");
    desk.untilStatus("back", "in-progress");
    desk.asks("mute");
    desk.until("muted", call -> call.path("muted").asBoolean());
    desk.asks("unmute");
    desk.until("heard again", call -> !call.path("muted").asBoolean());
    desk.asks("dtmf", Map.of("digits", KEYS));
    String lead = desk.leg("lead");
    List<String> heard =
        scene.await(
            "keys pressed",
            () ->
                java.util.Optional.of(cast.atCarrier(scene).heard(lead))
                    .filter(sounds -> sounds.contains("digits " + KEYS)));
    unless(
        heard.stream().anyMatch(sound -> sound.startsWith("music") || sound.contains("hold-music")),
        "the lead on hold heard no music: %s",
        heard);
    scene.saw("%s heard music on hold, and the keys %s".formatted(cast.lead(), KEYS));
    scene.expect(desk.call(), "CallHeld", "CallResumed", "CallMuted", "CallUnmuted", "DigitsSent");
  }

  /** Whoever leads the team sees it as it is. */
  private void onScreen(Scene scene, Desk desk) {
    Api admin = cast.asAdmin(scene);
    JsonNode shown =
        scene.until(
            "the team view has the call",
            () -> {
              for (JsonNode call :
                  admin.get("/api/insight/team").expect(200).json().path("onCall")) {
                if (call.path("callId").asText().equals(desk.call())
                    && call.path("status").asText().equals("held")) {
                  return java.util.Optional.of(call);
                }
              }
              return java.util.Optional.empty();
            });
    scene.saw(
        "%s sees: %s %s"
            .formatted(cast.adminName(), cast.agentName(), shown.path("status").asText()));
  }
}
