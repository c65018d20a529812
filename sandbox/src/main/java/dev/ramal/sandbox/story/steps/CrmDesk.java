package dev.ramal.sandbox.story.steps;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.story.Scene;
import dev.ramal.sandbox.story.TopicEnds;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** An organization's CRM: what its administrator reads about it, and what really stands there. */
record CrmDesk(Scene scene, Cast cast) {
  /** The line by which the note of a call is found again. */
  private static final Pattern MARKER = Pattern.compile("Ramal: ligação ([0-9a-f-]+)");

  JsonNode health() {
    return read("/api/crm/sync/health");
  }

  JsonNode drift() {
    return read("/api/crm/sync/drift");
  }

  /** A call that waits for a person because nobody with its number has an open deal. */
  Optional<JsonNode> withoutDeal(String call) {
    JsonNode failures = read("/api/crm/sync/failures?kind=no-deal").path("items");
    return StreamSupport.stream(failures.spliterator(), false)
        .filter(failure -> failure.path("callId").asText().equals(call))
        .findFirst();
  }

  /** How many failures were, or in a dry run would be, tried again. */
  JsonNode redrive(JsonNode failure, boolean dryRun) {
    Map<String, Object> wish =
        Map.of("ids", List.of(failure.path("id").asText()), "dryRun", dryRun);
    return cast.asAdmin(scene).post("/api/crm/sync/failures/redrive", wish).expect(200).json();
  }

  /** Present once it is told that the note of this call is written: nothing more will be. */
  Optional<Boolean> isToldWritten(String call) {
    TopicEnds topics = new TopicEnds(scene.client().status().kafka().bootstrapServers());
    List<Scene.Expected> written = List.of(new Scene.Expected(call, "ActivitySynced"));
    return Optional.of(true).filter(told -> topics.missing(written).isEmpty());
  }

  /** Enters somebody into the CRM; the id there. */
  String contact(String name, String phone) {
    return made(
        "contacts",
        Map.of("name", name, "phones", List.of(Map.of("phone", phone, "type", "mobile"))));
  }

  /**
   * Somebody enters there whether a contact takes communications.
   *
   * @param status granted or declined
   */
  void consent(String contact, String status) {
    control()
        .send(
            "PATCH",
            "/rdstation/contacts/" + contact + "?crm=" + cast.organization(),
            Map.of("legal_bases", List.of(basis(status))))
        .expect(204);
  }

  /** As RD Station has it. */
  static Map<String, Object> basis(String status) {
    return Map.of("category", "communications", "type", "consent", "status", status);
  }

  /** Where the CRM tells by itself what changes, as the administrator reads it. */
  JsonNode webhook() {
    return read("/api/crm/webhook");
  }

  /** Opens a deal in the CRM. */
  void deal(String name, String contact) {
    made("deals", Map.of("name", name, "status", "ongoing", "contact_ids", List.of(contact)));
  }

  /** How many notes of each call there are in the CRM. */
  Map<String, Long> notesByCall() {
    JsonNode notes =
        control().get("/rdstation/notes?crm=" + cast.organization()).expect(200).json();
    Map<String, Long> byCall = new TreeMap<>();
    for (JsonNode note : notes) {
      Matcher marker = MARKER.matcher(note.path("description").asText());
      if (marker.find()) {
        byCall.merge(marker.group(1), 1L, Long::sum);
      }
    }
    return byCall;
  }

  private String made(String kind, Map<String, Object> record) {
    return control()
        .post("/rdstation/" + kind + "?crm=" + cast.organization(), record)
        .expect(201)
        .json()
        .path("id")
        .asText();
  }

  private JsonNode read(String path) {
    return cast.asAdmin(scene).get(path).expect(200).json();
  }

  private Api control() {
    return scene.client().control();
  }
}
