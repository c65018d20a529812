package dev.ramal.sandbox.story.steps;

import static dev.ramal.sandbox.story.StepFailure.unless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.story.Scene;
import dev.ramal.sandbox.story.Step;
import java.util.Map;

/**
 * The call becomes a colleague's; the lead is never alone with nobody coming.
 *
 * @param consult whether the agent talks to the colleague first
 */
public record HandCallOver(Cast cast, boolean consult) implements Step {
  @Override
  public String title() {
    return consult
        ? "%s asks %s first, then hands %s over"
            .formatted(cast.agentName(), cast.colleagueName(), cast.lead())
        : "%s hands %s over to %s unasked"
            .formatted(cast.agentName(), cast.lead(), cast.colleagueName());
  }

  @Override
  public void play(Scene scene) {
    Desk desk = cast.desk(scene);
    Api colleague = cast.asColleague(scene);
    String to = reachable(colleague);
    desk.asks("transfer", Map.of("agentId", to, "consult", consult));
    if (consult) {
      JsonNode asking = desk.until("they confer", call -> stage(call).equals("consulting"));
      unless(asking.path("status").asText().equals("held"), "the lead can hear them: %s", asking);
      desk.asks("transfer/complete");
    }
    Desk watched = new Desk(scene, cast.asAdmin(scene), desk.call());
    JsonNode now =
        watched.until(
            "taken over",
            call ->
                stage(call).equals("done") && call.path("status").asText().equals("in-progress"));
    unless(now.path("agentId").asText().equals(to), "the call is not the colleague's: %s", now);
    watched.until(
        "the agent has left", call -> Desk.legOf(call, "agent").path("endedAt").isTextual());
    end(scene, new Desk(scene, colleague, desk.call()));
    JsonNode over = watched.untilStatus("over", "completed");
    unless(
        over.path("legs").size() == 3 && over.path("talkSeconds").asInt() > 0,
        "it did not end as one conversation with two agents: %s",
        over);
    scene.saw(
        "one call, three legs: "
            + told(over, "agent", cast.agentName())
            + told(over, "agent-2", cast.colleagueName())
            + told(over, "lead", cast.lead()));
    cast.atCarrier(scene).forget(cast.leadPhone());
    scene.expect(desk.call(), "CallTransferred");
  }

  /** One colleague puts the phone down here, the other one waits for the lead to do so. */
  private void end(Scene scene, Desk theirs) {
    if (consult) {
      theirs.asks("hangup");
    } else {
      cast.atCarrier(scene).hangsUp(theirs.leg("lead"));
    }
  }

  /** Says that there is somebody; from then on it is known where the telephone is. */
  private static String reachable(Api colleague) {
    return colleague
        .put("/api/agents/me/status", Map.of("status", "available"))
        .expect(200)
        .json()
        .path("userId")
        .asText();
  }

  private static String stage(JsonNode call) {
    return call.at("/transfer/stage").asText();
  }

  private static String told(JsonNode call, String leg, String who) {
    return "%s %s s  ".formatted(who, Desk.legOf(call, leg).path("answeredSeconds").asText("?"));
  }
}
