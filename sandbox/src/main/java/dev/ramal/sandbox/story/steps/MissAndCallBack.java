package dev.ramal.sandbox.story.steps;

import static dev.ramal.sandbox.story.StepFailure.unless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.story.Scene;
import dev.ramal.sandbox.story.Step;
import java.util.Map;

/** Nobody takes a call: that is told. Whom an agent called in vain reaches the same agent. */
public final class MissAndCallBack implements Step {
  private static final Cast CAST = Cast.AURORA;

  @Override
  public String title() {
    return "A caller gives up and is missed; Rui, whom Ana called in vain, calls back";
  }

  @Override
  public void play(Scene scene) {
    Callers callers = new Callers(scene, CAST);
    AtCarrier carrier = CAST.atCarrier(scene);
    Api ana = CAST.asAgent(scene);
    Callers.status(ana, "busy");
    Callers.status(CAST.asColleague(scene), "busy");
    String impatient = Callers.stranger();
    carrier.script(impatient, AtCarrier.patient());
    Desk missed = callers.call(impatient);
    callers.hangsUp(missed);
    JsonNode call = missed.untilStatus("the caller gave up", "no-answer");
    unless(call.path("cause").asText().equals("abandoned"), "it was not missed: %s", call);
    scene.expect(missed.call(), "CallMissed", "CallEnded");

    String rui = Callers.stranger();
    carrier.script(rui, Map.of("ring", 1, "outcome", "no-answer"));
    Map<String, Object> click = Map.of("to", rui, "carrier", CAST.carrier());
    String tried = ana.post("/api/calls", click).expect(201).json().path("id").asText();
    new Desk(scene, ana, tried).untilStatus("Rui did not pick up", "no-answer");
    Callers.status(ana, "available");
    Callers.status(CAST.asColleague(scene), "available");
    carrier.script(rui, AtCarrier.patient());
    Desk back = callers.call(rui);
    JsonNode talking = back.untilStatus("Rui called back and has Ana", "in-progress");
    String why = back.event("Offered").at("/detail/why").asText();
    String agent = ana.get("/api/agents/me").expect(200).json().path("userId").asText();
    unless(
        talking.path("agentId").asText().equals(agent) && why.equals("called-last"),
        "somebody else was rung, because of %s: %s",
        why,
        talking);
    callers.hangsUp(back);
    back.untilStatus("over", "completed");
    Callers.settings(scene, CAST, Map.of("enabled", false));
    Callers.status(ana, "offline");
    Callers.status(CAST.asColleague(scene), "offline");
  }
}
