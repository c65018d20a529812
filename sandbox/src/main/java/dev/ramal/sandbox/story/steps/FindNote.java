package dev.ramal.sandbox.story.steps;

import static dev.ramal.sandbox.story.StepFailure.unless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.story.Scene;
import dev.ramal.sandbox.story.Step;
import java.util.List;
import java.util.Optional;

/** The finished call is one note on the contact's open deal. */
public record FindNote(String carrier) implements Step {
  @Override
  public String title() {
    return "The CRM holds one note about the call, on Lia's open deal";
  }

  @Override
  public void play(Scene scene) {
    String call = scene.kept(carrier + " call", String.class);
    List<JsonNode> notes =
        scene.await(
            "the note was written",
            () -> Optional.of(NotesInCrm.about(scene, call)).filter(found -> !found.isEmpty()));
    unless(notes.size() == 1, "%d notes were written about the call", notes.size());
    JsonNode note = notes.get(0);
    String deal = NotesInCrm.openDealOfLead(scene);
    unless(
        note.path("deal_id").asText().equals(deal),
        "the note is on the deal %s, not on Lia's %s",
        note.path("deal_id"),
        deal);
    String headline = note.path("description").asText().lines().findFirst().orElse("");
    scene.saw("«" + headline + "» on the deal " + deal);
  }
}
