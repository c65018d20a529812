package dev.ramal.testkit.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What an OpenAPI document shows as examples. Each has to fit the schema beside which it stands.
 */
public final class ApiExamples {
  /**
   * The example of a request.
   *
   * @param roles of which one is needed; empty for everybody
   * @param body null where the document shows none, although there is one
   */
  public record Request(String method, String path, List<String> roles, JsonNode body) {}

  private final JsonNode document;
  private final AnswerSchemas schemas;

  public ApiExamples(String document) {
    this.document = OpenApiContract.parsed(document);
    this.schemas = new AnswerSchemas(this.document);
  }

  /** How many there are, wherever they stand. */
  public int count() {
    return found().size();
  }

  /** The examples that do not fit, each with its place; empty when all do. */
  public List<String> breaches() {
    return found().stream().flatMap(found -> found.breaches(schemas).stream()).toList();
  }

  /** One for each operation that takes a body. */
  public List<Request> requests() {
    List<Request> requests = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        JsonNode schema = method.getValue().at("/requestBody/content/application~1json/schema");
        if (!schema.isMissingNode()) {
          List<String> roles = new ArrayList<>();
          method.getValue().path("x-roles").forEach(role -> roles.add(role.asText()));
          JsonNode shown = resolved(schema).path("examples").get(0);
          requests.add(new Request(method.getKey().toUpperCase(), path.getKey(), roles, shown));
        }
      }
    }
    return requests;
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").textValue().substring(1)) : node;
  }

  private List<Found> found() {
    List<Found> found = new ArrayList<>();
    collect("", document, found);
    return found;
  }

  /** A schema has a list of them; a parameter and a body have them beside their schema. */
  private static void collect(String place, JsonNode node, List<Found> found) {
    if (node instanceof ObjectNode object) {
      JsonNode schema = object.path("schema").isObject() ? object.get("schema") : object;
      if (object.has("example")) {
        found.add(new Found(place, schema, object.get("example")));
      }
      for (JsonNode each : object.path("examples")) {
        boolean named = object.get("examples").isObject();
        found.add(new Found(place, schema, named ? each.path("value") : each));
      }
      object
          .properties()
          .forEach(
              member -> {
                String within = place + "/" + member.getKey();
                if (member.getKey().equals("properties")) {
                  // Names of fields, one of which may be examples.
                  member
                      .getValue()
                      .properties()
                      .forEach(
                          field -> collect(within + "/" + field.getKey(), field.getValue(), found));
                } else if (!member.getKey().startsWith("example")) {
                  collect(within, member.getValue(), found);
                }
              });
    } else {
      for (int i = 0; i < node.size(); i++) {
        collect(place + "/" + i, node.get(i), found);
      }
    }
  }

  private record Found(String place, JsonNode schema, JsonNode value) {
    List<String> breaches(AnswerSchemas schemas) {
      return schemas.of(schema).validate(value).stream()
          .map(breach -> place + breach.getInstanceLocation() + ": " + breach.getMessage())
          .toList();
    }
  }
}
