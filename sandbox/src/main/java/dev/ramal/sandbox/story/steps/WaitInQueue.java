package dev.ramal.sandbox.story.steps;

import static dev.ramal.sandbox.story.StepFailure.unless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.story.Scene;
import dev.ramal.sandbox.story.Step;
import java.util.Map;
import java.util.Optional;

/** Everybody is busy: a caller waits, is offered to one agent in vain and taken by the next. */
public final class WaitInQueue implements Step {
  private static final Cast CAST = Cast.AURORA;

  @Override
  public String title() {
    return "A caller waits while all are busy; Ana misses the offer, Gil picks up";
  }

  @Override
  public void play(Scene scene) {
    Callers callers = new Callers(scene, CAST);
    AtCarrier carrier = CAST.atCarrier(scene);
    Api ana = CAST.asAgent(scene);
    Api gil = CAST.asColleague(scene);
    Callers.settings(
        scene, CAST, Map.of("enabled", true, "queue", true, "ringSeconds", 5, "waitSeconds", 120));
    Callers.status(ana, "busy");
    Callers.status(gil, "busy");
    carrier.script(CAST.agentPhone(), Map.of("outcome", "no-answer"));
    String phone = Callers.stranger();
    carrier.script(phone, AtCarrier.patient());
    Desk desk = callers.call(phone);
    String place =
        scene.await(
            "the caller was told the place in the queue",
            () ->
                carrier.heard(callers.leg(desk)).stream()
                    .filter(said -> said.contains("número 1 da fila"))
                    .findFirst());
    scene.saw("heard by the caller: " + TalkWithConsent.quoted(java.util.List.of(place)));
    JsonNode queue = queue(scene);
    scene.saw(
        "Carla sees %s waiting, since %s"
            .formatted(queue.path("waiting"), queue.path("oldestSince").asText()));
    Callers.status(ana, "available");
    desk.until("Ana's phone rang in vain", call -> ended(call, "agent"));
    carrier.forget(CAST.agentPhone());
    Callers.status(gil, "available");
    JsonNode talking = desk.untilStatus("Gil picked up", "in-progress");
    String agent = gil.get("/api/agents/me").expect(200).json().path("userId").asText();
    unless(
        talking.path("agentId").asText().equals(agent)
            && !Desk.legOf(talking, "agent-2").isMissingNode(),
        "the next agent did not take the call: %s",
        talking);
    callers.hangsUp(desk);
    JsonNode over = desk.untilStatus("the caller has talked and hung up", "completed");
    unless(over.path("ringSeconds").asInt() > 0, "nobody counted the wait: %s", over);
    scene.expect(desk.call(), "CallAnswered", "CallEnded");
  }

  private static JsonNode queue(Scene scene) {
    return scene.until(
        "the team view counts who waits",
        () ->
            Optional.of(
                    CAST.asAdmin(scene).get("/api/insight/team").expect(200).json().path("queue"))
                .filter(queue -> queue.path("waiting").asInt() == 1));
  }

  private static boolean ended(JsonNode call, String leg) {
    return Desk.legOf(call, leg).path("outcome").asText().equals("no-answer");
  }
}
