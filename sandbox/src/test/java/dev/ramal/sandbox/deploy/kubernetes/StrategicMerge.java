package dev.ramal.sandbox.deploy.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ramal.sandbox.state.StateJson;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A strategic merge patch as Kubernetes defines it for its own kinds: objects are merged, and so
 * are lists whose elements have a name. Kinds of others have no such lists: theirs are replaced.
 */
final class StrategicMerge {
  private static final String DIRECTIVE = "$patch";

  /** List of a pod → the field by which its elements are known. */
  private static final Map<String, String> KEYS =
      Map.of(
          "containers", "name",
          "env", "name",
          "volumes", "name",
          "volumeMounts", "mountPath",
          "ports", "containerPort");

  private StrategicMerge() {}

  static void apply(ObjectNode target, ObjectNode patch) {
    ObjectNode changes = patch.deepCopy();
    changes.remove(List.of("apiVersion", "kind"));
    changes.withObject("/metadata").remove("name");
    String group = target.path("apiVersion").asText();
    merge(target, changes, group.equals("v1") || List.of("apps/v1", "batch/v1").contains(group));
  }

  private static void merge(ObjectNode into, ObjectNode patch, boolean named) {
    patch
        .properties()
        .forEach(
            entry -> {
              String field = entry.getKey();
              JsonNode value = entry.getValue();
              JsonNode there = into.path(field);
              if (there instanceof ObjectNode object && value instanceof ObjectNode changes) {
                merge(object, changes, named);
              } else if (named && there instanceof ArrayNode list && KEYS.containsKey(field)) {
                into.set(field, mergeLists(list, value, KEYS.get(field)));
              } else {
                into.set(field, value.deepCopy());
              }
            });
  }

  private static ArrayNode mergeLists(ArrayNode there, JsonNode patch, String key) {
    List<JsonNode> merged = new ArrayList<>();
    there.forEach(merged::add);
    for (JsonNode change : patch) {
      JsonNode known =
          merged.stream()
              .filter(element -> element.path(key).equals(change.path(key)))
              .findFirst()
              .orElse(null);
      if (change.path(DIRECTIVE).asText().equals("delete")) {
        merged.remove(known);
      } else if (known == null) {
        merged.add(change.deepCopy());
      } else {
        merge((ObjectNode) known, (ObjectNode) change, true);
      }
    }
    ArrayNode list = StateJson.mapper().createArrayNode();
    merged.forEach(list::add);
    return list;
  }

  /** A copy in which lists of named elements are in the order of their names. */
  static JsonNode sorted(JsonNode node) {
    if (node instanceof ObjectNode object) {
      ObjectNode copy = object.objectNode();
      object
          .properties()
          .forEach(
              entry -> {
                JsonNode value = sorted(entry.getValue());
                String key = KEYS.get(entry.getKey());
                copy.set(entry.getKey(), key == null ? value : byName(value, key));
              });
      return copy;
    }
    if (node instanceof ArrayNode list) {
      ArrayNode copy = list.arrayNode();
      list.forEach(element -> copy.add(sorted(element)));
      return copy;
    }
    return node;
  }

  private static JsonNode byName(JsonNode list, String key) {
    if (!(list instanceof ArrayNode array)) {
      return list;
    }
    List<JsonNode> elements = new ArrayList<>();
    array.forEach(elements::add);
    elements.sort(Comparator.comparing(element -> element.path(key).asText()));
    ArrayNode ordered = array.arrayNode();
    elements.forEach(ordered::add);
    return ordered;
  }
}
