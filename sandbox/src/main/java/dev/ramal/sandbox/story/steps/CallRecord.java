package dev.ramal.sandbox.story.steps;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.story.Scene;

/**
 * Everything that a call left behind in the suite: if nothing may change, these stay equal.
 *
 * @param notes number of notes in the CRM
 */
record CallRecord(JsonNode call, JsonNode recordings, JsonNode usage, int notes) {
  static CallRecord of(Scene scene, String call) {
    return new CallRecord(
        scene.client().as("ana").get("/api/calls/" + call).expect(200).json(),
        scene.client().as("ana").get("/api/calls/" + call + "/recordings").expect(200).json(),
        scene
            .client()
            .as("davi")
            .get("/api/billing/usage?subject=call&subjectId=" + call)
            .expect(200)
            .json(),
        NotesInCrm.count(scene));
  }
}
