package dev.ramal.sandbox.story.steps;

import static dev.ramal.sandbox.story.StepFailure.unless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.story.Scene;
import dev.ramal.sandbox.story.Step;
import java.util.Map;

/** A note that stands nowhere is redriven once there is a deal; its answer is lost on the way. */
public final class RepairNote implements Step {
  @Override
  public String title() {
    return "A call without a deal is listed; the deal is made, the note redriven and written once";
  }

  @Override
  public void play(Scene scene) {
    for (Cast cast : Cast.values()) {
      CrmDesk crm = new CrmDesk(scene, cast);
      HeldNotes held = HeldNotes.of(scene, cast);
      JsonNode failure = crm.withoutDeal(held.unclear()).orElseThrow();
      scene.saw(
          "%s reads: %s, «%s»"
              .formatted(
                  cast.adminName(),
                  failure.path("kind").asText(),
                  failure.path("reason").asText()));
      crm.deal("Plano mensal", held.contact());
      JsonNode dry = crm.redrive(failure, true);
      unless(
          dry.path("count").asInt() == 1
              && dry.path("dryRun").asBoolean()
              && crm.withoutDeal(held.unclear()).isPresent(),
          "a dry run did more, or less, than to count: %s",
          dry);
      loseAnswer(scene.client().control(), held.unclear());
      JsonNode redriven = crm.redrive(failure, false);
      unless(
          redriven.path("count").asInt() == 1 && !redriven.path("dryRun").asBoolean(true),
          "it was not redriven: %s",
          redriven);
    }
    for (Cast cast : Cast.values()) {
      written(scene, new CrmDesk(scene, cast), HeldNotes.of(scene, cast));
    }
    Api control = scene.client().control();
    long lost = control.get("/faults/met").expect(200).json().path("RESET_AFTER").asLong();
    unless(lost == Cast.values().length, "%d answers were lost", lost);
  }

  /** The CRM takes the note and the connection breaks: whoever wrote again would write it twice. */
  private static void loseAnswer(Api control, String call) {
    control
        .post(
            "/faults",
            Map.of(
                "kind", "reset-after",
                "simulator", "rdstation",
                "method", "POST",
                "path", "/notes",
                "body", call))
        .expect(201);
  }

  private static void written(Scene scene, CrmDesk crm, HeldNotes held) {
    scene.await(
        "nobody heard that the note was taken; it was found",
        () -> crm.isToldWritten(held.unclear()));
    long notes = crm.notesByCall().getOrDefault(held.unclear(), 0L);
    unless(notes == 1, "%d notes were written about the call that was redriven", notes);
    unless(crm.withoutDeal(held.unclear()).isEmpty(), "it is listed as a failure still");
    JsonNode drift = crm.drift();
    unless(drift.path("drift").asLong(-1) == 0, "calls are missing in the CRM: %s", drift);
    scene.saw("one note about it in RD Station; drift 0");
  }
}
