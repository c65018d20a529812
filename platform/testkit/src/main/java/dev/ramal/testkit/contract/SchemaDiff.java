package dev.ramal.testkit.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares schemas in one direction. What clients send may be taken in more forms than before, not
 * in fewer; what they are answered may say more than before, not less, and nothing of another form.
 */
final class SchemaDiff {
  private final JsonNode released;
  private final JsonNode current;
  private final boolean asked;
  private final List<ApiChange> changes;
  private final Set<String> compared = new HashSet<>();

  private SchemaDiff(JsonNode released, JsonNode current, boolean asked, List<ApiChange> changes) {
    this.released = released;
    this.current = current;
    this.asked = asked;
    this.changes = changes;
  }

  static SchemaDiff ofRequests(JsonNode released, JsonNode current, List<ApiChange> changes) {
    return new SchemaDiff(released, current, true, changes);
  }

  static SchemaDiff ofAnswers(JsonNode released, JsonNode current, List<ApiChange> changes) {
    return new SchemaDiff(released, current, false, changes);
  }

  /**
   * @param where told with each change
   */
  void compare(String where, JsonNode before, JsonNode now) {
    String pair = before.path("$ref").asText() + ">" + now.path("$ref").asText();
    if (pair.length() > 1 && !compared.add(pair)) {
      return;
    }
    JsonNode old = resolved(released, before);
    JsonNode next = resolved(current, now);
    words(where, "type", words(old.path("type")), words(next.path("type")));
    words(where, "value", words(old.path("enum")), words(next.path("enum")));
    if (!old.path("format").equals(next.path("format"))
        || !old.path("pattern").equals(next.path("pattern"))) {
      note(true, where, "has another form");
    }
    if (asked) {
      bounds(where, old, next);
    }
    members(where, old, next);
    if (old.has("items") || next.has("items")) {
      compare(where + "[]", old.path("items"), next.path("items"));
    }
    alternatives(where, old.path("anyOf"), next.path("anyOf"));
  }

  private void members(String where, JsonNode old, JsonNode next) {
    Set<String> neededBefore = words(old.path("required"));
    Set<String> neededNow = words(next.path("required"));
    for (String name : ApiDiff.namesOf(old.path("properties"), next.path("properties"))) {
      String place = where + "." + name;
      JsonNode before = old.path("properties").path(name);
      JsonNode now = next.path("properties").path(name);
      if (now.isMissingNode()) {
        note(true, place, "is gone");
      } else if (before.isMissingNode()) {
        boolean demanded = asked && neededNow.contains(name);
        note(demanded, place, demanded ? "is new and demanded" : "is new");
      } else {
        if (asked && neededNow.contains(name) && !neededBefore.contains(name)) {
          note(true, place, "is demanded");
        } else if (!asked && neededBefore.contains(name) && !neededNow.contains(name)) {
          note(true, place, "may be missing");
        }
        compare(place, before, now);
      }
    }
  }

  /** An empty set stands for anything. */
  private void words(String where, String kind, Set<String> before, Set<String> now) {
    Set<String> gone = new TreeSet<>(before);
    gone.removeAll(now);
    Set<String> added = new TreeSet<>(now);
    added.removeAll(before);
    if (!gone.isEmpty() && !(asked && now.isEmpty())) {
      note(asked || !kind.equals("value"), where, kind + " no more: " + String.join(", ", gone));
    }
    if (!added.isEmpty()) {
      boolean narrowed = asked && before.isEmpty();
      boolean widened = !asked && kind.equals("type");
      note(narrowed || widened, where, kind + " added: " + String.join(", ", added));
    }
  }

  private void bounds(String where, JsonNode old, JsonNode next) {
    for (String most : List.of("maxLength", "maximum", "maxItems")) {
      if (next.has(most)
          && next.get(most).asDouble() < old.path(most).asDouble(Double.POSITIVE_INFINITY)) {
        note(true, where, most + " is " + next.get(most) + " now");
      }
    }
    for (String least : List.of("minLength", "minimum", "minItems")) {
      if (next.has(least)
          && next.get(least).asDouble() > old.path(least).asDouble(Double.NEGATIVE_INFINITY)) {
        note(true, where, least + " is " + next.get(least) + " now");
      }
    }
  }

  private void alternatives(String where, JsonNode old, JsonNode next) {
    if (old.size() != next.size()) {
      note(true, where, "has other alternatives");
      return;
    }
    for (int i = 0; i < old.size(); i++) {
      compare(where, old.get(i), next.get(i));
    }
  }

  private void note(boolean breaks, String where, String what) {
    changes.add(new ApiChange(breaks, where, what));
  }

  private static Set<String> words(JsonNode node) {
    Set<String> words = new TreeSet<>();
    if (node.isTextual()) {
      words.add(node.textValue());
    }
    node.forEach(word -> words.add(word.asText()));
    return words;
  }

  static JsonNode resolved(JsonNode document, JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").textValue().substring(1)) : node;
  }

  /** By place and name. */
  static Map<String, JsonNode> parameters(JsonNode document, JsonNode parameters) {
    Map<String, JsonNode> named = new LinkedHashMap<>();
    for (JsonNode each : parameters) {
      JsonNode parameter = resolved(document, each);
      named.put(parameter.path("in").asText() + " " + parameter.path("name").asText(), parameter);
    }
    return named;
  }
}
