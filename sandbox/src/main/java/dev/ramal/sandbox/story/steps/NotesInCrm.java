package dev.ramal.sandbox.story.steps;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.story.Scene;
import dev.ramal.sandbox.story.StepFailure;
import java.util.List;
import java.util.stream.StreamSupport;

/** What the simulated CRM holds. */
final class NotesInCrm {
  /** What the note of a call contains and no other note does, before the call's id. */
  private static final String MARKER = "Ramal: ligação ";

  private NotesInCrm() {}

  static List<JsonNode> about(Scene scene, String call) {
    JsonNode notes = scene.client().control().get("/rdstation/notes").expect(200).json();
    return StreamSupport.stream(notes.spliterator(), false)
        .filter(note -> note.path("description").asText().contains(MARKER + call))
        .toList();
  }

  /** The one deal that Lia has open. */
  static String openDealOfLead(Scene scene) {
    JsonNode crm = scene.client().control().get("/state").expect(200).json().path("rdstation");
    String contact =
        only(crm.path("contacts"), "\"" + Lead.PHONE + "\"", "contact with " + Lead.PHONE);
    return only(crm.path("deals"), "\"" + contact + "\"", "deal of Lia");
  }

  private static String only(JsonNode records, String part, String what) {
    List<String> ids =
        StreamSupport.stream(records.spliterator(), false)
            .filter(record -> record.toString().contains(part))
            .map(record -> record.path("id").asText())
            .toList();
    StepFailure.unless(ids.size() == 1, "the CRM holds %d of: %s", ids.size(), what);
    return ids.get(0);
  }
}
