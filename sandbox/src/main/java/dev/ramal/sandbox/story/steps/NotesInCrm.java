package dev.ramal.sandbox.story.steps;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.story.Scene;

/** What the simulated CRM holds. */
final class NotesInCrm {
  private NotesInCrm() {}

  static JsonNode all(Scene scene) {
    return scene.client().control().get("/rdstation/notes").expect(200).json();
  }

  static Integer count(Scene scene) {
    return all(scene).size();
  }
}
