package dev.ramal.sandbox.story.steps;

import static dev.ramal.sandbox.story.StepFailure.unless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.story.Scene;
import dev.ramal.sandbox.story.Step;
import java.util.Optional;

/** The finished call is one note on the contact's open deal. */
public record FindNote(String carrier) implements Step {
  @Override
  public String title() {
    return "The CRM holds one note about the call, on Lia's open deal";
  }

  @Override
  public void play(Scene scene) {
    int before = scene.kept(carrier + " notes before", Integer.class);
    JsonNode notes =
        scene.await(
            "the note was written",
            () -> Optional.of(NotesInCrm.all(scene)).filter(found -> found.size() > before));
    unless(notes.size() == before + 1, "%d notes were written", notes.size() - before);
    JsonNode note = notes.get(notes.size() - 1);
    String text = note.path("description").asText(note.path("text").asText());
    unless(!text.isBlank(), "the note is empty: %s", note);
    scene.saw("«" + text.lines().findFirst().orElse("") + "»");
  }
}
