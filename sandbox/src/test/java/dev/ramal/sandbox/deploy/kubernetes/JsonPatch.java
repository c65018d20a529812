package dev.ramal.sandbox.deploy.kubernetes;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** RFC 6902, its {@code replace} of members of objects: what overlays need. */
final class JsonPatch {
  private JsonPatch() {}

  /**
   * @throws IllegalArgumentException for another operation, or where there is nothing to replace
   */
  static void apply(ObjectNode target, JsonNode operations) {
    for (JsonNode operation : operations) {
      JsonPointer path = JsonPointer.compile(operation.path("path").asText());
      JsonNode holder = target.at(path.head());
      String member = path.last().getMatchingProperty();
      if (!operation.path("op").asText().equals("replace")
          || !(holder instanceof ObjectNode object)
          || !holder.has(member)) {
        throw new IllegalArgumentException("cannot do " + operation);
      }
      object.set(member, operation.path("value").deepCopy());
    }
  }
}
