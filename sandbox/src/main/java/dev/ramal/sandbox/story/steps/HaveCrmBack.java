package dev.ramal.sandbox.story.steps;

import static dev.ramal.sandbox.story.StepFailure.unless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.story.Scene;
import dev.ramal.sandbox.story.Step;
import java.util.List;
import java.util.Map;

/** The CRM is back: what has waited is there, once, counted where it stands. */
public final class HaveCrmBack implements Step {
  @Override
  public String title() {
    return "RD Station is back: every note arrives once, and the drift is 0";
  }

  @Override
  public void play(Scene scene) {
    Api control = scene.client().control();
    long refused = control.get("/faults/met").expect(200).json().path("STATUS 503").asLong();
    unless(refused >= 5, "the CRM was away for %d requests only", refused);
    control.delete("/faults").expect(204);
    scene.saw(refused + " requests were answered 503");
    for (Cast cast : Cast.values()) {
      arrived(scene, new CrmDesk(scene, cast), HeldNotes.of(scene, cast));
    }
  }

  private static void arrived(Scene scene, CrmDesk crm, HeldNotes held) {
    scene.await(
        "the notes of " + crm.cast().agentName() + " are written, or listed",
        () -> crm.withoutDeal(held.unclear()).flatMap(listed -> crm.isToldWritten(held.clear())));
    Map<String, Long> notes = crm.notesByCall();
    unless(
        notes.getOrDefault(held.clear(), 0L) == 1 && !notes.containsKey(held.unclear()),
        "not one note of the call whose deal is clear, or one of the other: %s",
        notes);
    List<String> twice =
        notes.entrySet().stream()
            .filter(calls -> calls.getValue() > 1)
            .map(Map.Entry::getKey)
            .toList();
    unless(twice.isEmpty(), "calls with more than one note: %s", twice);
    JsonNode drift = crm.drift();
    unless(drift.path("drift").asLong(-1) == 0, "calls are missing in the CRM: %s", drift);
    JsonNode health = crm.health();
    unless(!health.path("pausedUntil").isTextual(), "nothing may leave still: %s", health);
    scene.saw(
        "%d calls of %s have a note in RD Station, each one; drift 0"
            .formatted(notes.size(), crm.cast().organization()));
    scene.expect(held.unclear(), "ActivityFailed");
  }
}
