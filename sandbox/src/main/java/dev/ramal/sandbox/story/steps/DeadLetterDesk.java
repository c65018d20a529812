package dev.ramal.sandbox.story.steps;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.story.Scene;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Dead letters of one topic, as somebody sees and repairs them.
 *
 * @param topic a dead letter topic, or the quarantine
 */
record DeadLetterDesk(Api api, String topic) {
  private static final String PATH = "/api/ops/dead-letters";

  /** The letter of an event; empty until it is known. */
  Optional<JsonNode> letter(String event) {
    return found("/samples?limit=50&topic=" + topic, "/headers/ce_id", event);
  }

  /** The first of those that failed so. */
  Optional<JsonNode> cluster(String kind) {
    return found("/clusters?topic=" + topic, "/kind", kind);
  }

  /**
   * @param patch JSON Patch; null for none
   */
  JsonNode dryRun(String letter, Object patch) {
    return api.post(PATH + "/dry-run", asked(letter, patch)).expect(200).json();
  }

  /**
   * @param patch JSON Patch; null for none
   */
  Api.Answer redrive(String letter, Object patch) {
    Map<String, Object> order = asked(letter, patch);
    order.put("quota", 1);
    return api.post(PATH + "/redrives", order);
  }

  /** What became of a redrive, once all of it has left. */
  JsonNode published(Scene scene, String redrive) {
    return scene.until(
        "the redrive is over",
        () ->
            Optional.of(api.get(PATH + "/redrives/" + redrive).expect(200).json())
                .filter(one -> one.path("state").asText().equals("published")));
  }

  private Map<String, Object> asked(String letter, Object patch) {
    Map<String, Object> asked = new HashMap<>(Map.of("topic", topic, "ids", List.of(letter)));
    if (patch != null) {
      asked.put("patch", patch);
    }
    return asked;
  }

  /** Empty, too, where the topic holds nothing of theirs yet. */
  private Optional<JsonNode> found(String list, String pointer, String value) {
    Api.Answer answer = api.get(PATH + list);
    return answer.status() == 404
        ? Optional.empty()
        : StreamSupport.stream(answer.expect(200).json().path("items").spliterator(), false)
            .filter(item -> item.at(pointer).asText().equals(value))
            .findFirst();
  }
}
