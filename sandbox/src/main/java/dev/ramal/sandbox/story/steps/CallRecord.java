package dev.ramal.sandbox.story.steps;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.story.Scene;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Everything that a call left behind in the suite: if nothing may change, these stay equal.
 *
 * @param notes ids of the notes about it in the CRM
 */
record CallRecord(JsonNode call, JsonNode recordings, List<String> usage, List<String> notes) {
  static CallRecord of(Scene scene, String call) {
    return new CallRecord(
        scene.client().as("ana").get("/api/calls/" + call).expect(200).json(),
        scene.client().as("ana").get("/api/calls/" + call + "/recordings").expect(200).json(),
        usage(scene, call),
        NotesInCrm.about(scene, call).stream().map(note -> note.path("id").asText()).toList());
  }

  /** Without the cost: the carrier names the real one whenever it likes. */
  private static List<String> usage(Scene scene, String call) {
    Api davi = scene.client().as("davi");
    JsonNode lines =
        davi.get("/api/billing/usage?subject=call&subjectId=" + call).expect(200).json();
    return StreamSupport.stream(lines.path("items").spliterator(), false)
        .map(
            line ->
                "%s %s %s %s %s"
                    .formatted(
                        line.path("id").asText(),
                        line.path("leg").asText(),
                        line.path("quantity"),
                        line.path("billedQuantity"),
                        line.path("price")))
        .sorted()
        .toList();
  }
}
