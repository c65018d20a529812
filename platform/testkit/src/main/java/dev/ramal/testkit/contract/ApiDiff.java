package dev.ramal.testkit.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells what a document says otherwise than the released one. Clients break where something they
 * use is gone, where more is asked of them, or where an answer may hold what it could not hold.
 */
public final class ApiDiff {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  private final JsonNode released;
  private final JsonNode current;
  private final List<ApiChange> changes = new ArrayList<>();

  private ApiDiff(JsonNode released, JsonNode current) {
    this.released = released;
    this.current = current;
  }

  /** Sorted by place; empty where clients find nothing otherwise. */
  public static List<ApiChange> of(JsonNode released, JsonNode current) {
    ApiDiff diff = new ApiDiff(released, current);
    diff.paths(released.path("paths"), current.path("paths"));
    return diff.changes.stream().sorted(java.util.Comparator.comparing(ApiChange::where)).toList();
  }

  private void paths(JsonNode before, JsonNode now) {
    for (String path : namesOf(before, now)) {
      for (String method : METHODS) {
        JsonNode old = before.path(path).path(method);
        JsonNode next = now.path(path).path(method);
        String where = method.toUpperCase(java.util.Locale.ROOT) + " " + path;
        if (old.isMissingNode() != next.isMissingNode()) {
          note(next.isMissingNode(), where, next.isMissingNode() ? "is gone" : "is new");
        } else if (!old.isMissingNode()) {
          operation(where, old, next);
        }
      }
    }
  }

  private void operation(String where, JsonNode before, JsonNode now) {
    if (!before.path("operationId").equals(now.path("operationId"))) {
      note(true, where, "was called " + before.path("operationId").asText());
    }
    for (JsonNode role : before.path("x-roles")) {
      if (!now.path("x-roles").isEmpty() && !contains(now.path("x-roles"), role)) {
        note(true, where, "is no more for " + role.asText());
      }
    }
    if (before.path("x-roles").isEmpty() && !now.path("x-roles").isEmpty()) {
      note(true, where, "is no more for everybody");
    }
    parameters(where, before.path("parameters"), now.path("parameters"));
    SchemaDiff asked = SchemaDiff.ofRequests(released, current, changes);
    SchemaDiff answered = SchemaDiff.ofAnswers(released, current, changes);
    JsonNode body = now.path("requestBody");
    if (body.path("required").asBoolean() && before.path("requestBody").isMissingNode()) {
      note(true, where + " request", "a body is demanded");
    }
    contents(where + " request", before.path("requestBody"), body, asked);
    JsonNode responses = now.path("responses");
    for (String status : namesOf(before.path("responses"), responses)) {
      JsonNode old = SchemaDiff.resolved(released, before.path("responses").path(status));
      JsonNode next = SchemaDiff.resolved(current, responses.path(status));
      if (old.isMissingNode() != next.isMissingNode()) {
        boolean goneSuccess = next.isMissingNode() && status.startsWith("2");
        note(goneSuccess, where, status + (next.isMissingNode() ? " is gone" : " is new"));
      } else {
        contents(where + " " + status, old, next, answered);
      }
    }
  }

  private void contents(String where, JsonNode before, JsonNode now, SchemaDiff schemas) {
    for (String type : namesOf(before.path("content"), now.path("content"))) {
      JsonNode old = before.path("content").path(type);
      JsonNode next = now.path("content").path(type);
      if (old.isMissingNode() != next.isMissingNode()) {
        note(next.isMissingNode(), where, type + (next.isMissingNode() ? " is gone" : " is new"));
      } else {
        schemas.compare(where, old.path("schema"), next.path("schema"));
      }
    }
  }

  private void parameters(String where, JsonNode before, JsonNode now) {
    Map<String, JsonNode> old = SchemaDiff.parameters(released, before);
    Map<String, JsonNode> next = SchemaDiff.parameters(current, now);
    SchemaDiff asked = SchemaDiff.ofRequests(released, current, changes);
    old.forEach(
        (name, parameter) -> {
          if (!next.containsKey(name)) {
            note(true, where + " " + name, "is gone");
          } else {
            asked.compare(
                where + " " + name, parameter.path("schema"), next.get(name).path("schema"));
          }
        });
    next.forEach(
        (name, parameter) -> {
          boolean demanded = parameter.path("required").asBoolean();
          if (!old.containsKey(name)) {
            note(demanded, where + " " + name, demanded ? "is new and demanded" : "is new");
          } else if (demanded && !old.get(name).path("required").asBoolean()) {
            note(true, where + " " + name, "is demanded");
          }
        });
  }

  private static boolean contains(JsonNode words, JsonNode word) {
    for (JsonNode each : words) {
      if (each.equals(word)) {
        return true;
      }
    }
    return false;
  }

  private void note(boolean breaks, String where, String what) {
    changes.add(new ApiChange(breaks, where, what));
  }

  static Set<String> namesOf(JsonNode before, JsonNode now) {
    Set<String> names = new java.util.TreeSet<>();
    for (JsonNode node : List.of(before, now)) {
      for (Iterator<String> each = node.fieldNames(); each.hasNext(); ) {
        names.add(each.next());
      }
    }
    return names;
  }
}
