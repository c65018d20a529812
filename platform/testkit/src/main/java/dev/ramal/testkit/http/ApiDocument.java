package dev.ramal.testkit.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The operations that an OpenAPI document describes. */
record ApiDocument(JsonNode root) {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

  List<Operation> operations() {
    List<Operation> found = new ArrayList<>();
    root.path("paths")
        .fields()
        .forEachRemaining(
            path ->
                path.getValue()
                    .fields()
                    .forEachRemaining(
                        method -> {
                          if (METHODS.contains(method.getKey())) {
                            found.add(operation(path.getKey(), path.getValue(), method));
                          }
                        }));
    return found;
  }

  private Operation operation(String path, JsonNode shared, Map.Entry<String, JsonNode> described) {
    JsonNode operation = described.getValue();
    return new Operation(
        described.getKey().toUpperCase(Locale.ROOT),
        path,
        parameters(shared, operation, "path"),
        parameters(shared, operation, "query"),
        fields(operation),
        choices(operation),
        required(operation),
        !body(operation).isMissingNode(),
        !operation.path("security").isEmpty() || !root.path("security").isEmpty());
  }

  private List<String> parameters(JsonNode shared, JsonNode operation, String in) {
    return Stream.of(shared, operation)
        .flatMap(node -> StreamSupport.stream(node.path("parameters").spliterator(), false))
        .map(this::resolved)
        .filter(parameter -> in.equals(parameter.path("in").asText()))
        .map(parameter -> parameter.path("name").asText())
        .distinct()
        .toList();
  }

  /** The types of the body's fields by name; none when it has no fields of its own. */
  private Map<String, String> fields(JsonNode operation) {
    Map<String, String> types = new LinkedHashMap<>();
    properties(operation).forEach((name, schema) -> types.put(name, type(schema)));
    return types;
  }

  /** The body's fields that take some words only. */
  private List<String> choices(JsonNode operation) {
    Map<String, JsonNode> properties = properties(operation);
    return properties.keySet().stream().filter(name -> properties.get(name).has("enum")).toList();
  }

  /** The body's fields that must be there. */
  private Set<String> required(JsonNode operation) {
    Set<String> names = new TreeSet<>();
    body(operation).path("required").forEach(name -> names.add(name.asText()));
    return names;
  }

  private JsonNode body(JsonNode operation) {
    JsonNode content = resolved(operation.path("requestBody")).path("content");
    return resolved(content.path("application/json").path("schema"));
  }

  private Map<String, JsonNode> properties(JsonNode operation) {
    Map<String, JsonNode> schemas = new LinkedHashMap<>();
    body(operation)
        .path("properties")
        .fields()
        .forEachRemaining(field -> schemas.put(field.getKey(), resolved(field.getValue())));
    return schemas;
  }

  private static String type(JsonNode schema) {
    JsonNode type = schema.path("type");
    if (type.isArray()) {
      for (JsonNode one : type) {
        if (!"null".equals(one.asText())) {
          return one.asText();
        }
      }
    }
    return type.asText();
  }

  private JsonNode resolved(JsonNode node) {
    for (String choice : List.of("allOf", "anyOf", "oneOf")) {
      for (JsonNode one : node.path(choice)) {
        if (one.has("$ref")) {
          return resolved(one);
        }
      }
    }
    return node.has("$ref") ? root.at(node.path("$ref").asText().substring(1)) : node;
  }

  /**
   * One operation.
   *
   * @param fields of its body, with the types of JSON Schema
   * @param choices those of the fields that take some words only
   * @param required those that must be there
   * @param hasBody whether it takes JSON; a file is none
   */
  record Operation(
      String method,
      String path,
      List<String> inPath,
      List<String> inQuery,
      Map<String, String> fields,
      List<String> choices,
      Set<String> required,
      boolean hasBody,
      boolean secured) {
    private static final String NOBODY = "00000000-0000-7000-8000-000000000000";

    /** An address of it that leads to nothing. */
    String address() {
      return path.replaceAll("\\{[^}]+}", NOBODY);
    }

    String addressWith(String parameter, String value) {
      return path.replace("{" + parameter + "}", value).replaceAll("\\{[^}]+}", NOBODY);
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }
}
