package dev.ramal.sandbox.story.steps;

import static dev.ramal.sandbox.story.StepFailure.unless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.story.Scene;
import dev.ramal.sandbox.story.Step;
import java.util.List;
import java.util.Map;

/** Who may not be called is not: by a list, by the hour. The verdict says why, and is kept. */
public final class AskPermission implements Step {
  /** A Tuesday that is no holiday, half past ten in the morning and at night, in São Paulo. */
  private static final String MORNING = "2027-03-02T13:30:00Z";

  private static final String NIGHT = "2027-03-03T01:30:00Z";

  @Override
  public String title() {
    return "A blocked number is not rung, and at night nobody is";
  }

  @Override
  public void play(Scene scene) {
    Api ana = Cast.AURORA.asAgent(scene);
    Api carla = Cast.AURORA.asAdmin(scene);
    String number = Callers.stranger();
    ana.post("/api/blocklist", Map.of("number", number, "reason", "pediu para não ligar"))
        .expect(201);
    JsonNode refused = ana.post("/api/calls", Map.of("to", number)).expect(403).json();
    unless(
        refused.path("code").asText().equals("CALLS-0310")
            && refused.path("rule").asText().equals("blocklist"),
        "it was refused otherwise: %s",
        refused);
    String call = refused.path("callId").asText();
    scene.saw(
        "403: %s, %s".formatted(refused.path("rule").asText(), refused.path("evidence").asText()));
    JsonNode verdict = ana.get("/api/calls/" + call + "/permission").expect(200).json();
    unless(!verdict.path("allowed").asBoolean(true), "the verdict is not kept: %s", verdict);
    for (String carrier : List.of("twilio", "telnyx")) {
      long rung =
          new AtCarrier(scene.client().control(), carrier).told("alls", number.substring(1), "");
      unless(rung == 0, "%s was told to ring it", carrier);
    }
    scene.saw(
        "the verdict stays with the call, %d rules; no carrier heard of it"
            .formatted(verdict.path("rules").size()));
    scene.expect(call, "CallDenied");
    carla.delete("/api/blocklist/" + number).expect(204);
    hours(scene, ana, carla);
  }

  private static void hours(Scene scene, Api ana, Api carla) {
    String path = "/api/settings/permission";
    carla.put(path, Map.of("callingHours", true)).expect(200);
    try {
      JsonNode morning = asked(ana, MORNING);
      JsonNode night = asked(ana, NIGHT);
      unless(morning.path("allowed").asBoolean(), "in the morning: %s", morning);
      unless(!night.path("allowed").asBoolean(true), "at night: %s", night);
      for (JsonNode rule : night.path("rules")) {
        if (rule.path("outcome").asText().equals("denied")) {
          scene.saw(
              "22:30 in São Paulo: %s, %s; at 10:30 it is allowed"
                  .formatted(rule.path("rule").asText(), rule.path("evidence").asText()));
        }
      }
    } finally {
      carla.put(path, Map.of("callingHours", false)).expect(200);
    }
  }

  private static JsonNode asked(Api ana, String at) {
    return ana.post("/api/calls/permission", Map.of("to", Lead.PHONE, "at", at)).expect(200).json();
  }
}
