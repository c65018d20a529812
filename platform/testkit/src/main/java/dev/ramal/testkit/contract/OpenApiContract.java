package dev.ramal.testkit.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a service says it answers. An answer keeps to it when the operation tells of its status and
 * media type and when a JSON body fits the schema; a member that the schema does not name breaks it
 * as one that is missing does.
 */
public final class OpenApiContract {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode document;
  private final OpenApiPaths paths;
  private final AnswerSchemas schemas;
  private final Map<JsonNode, JsonSchema> compiled = new ConcurrentHashMap<>();

  public OpenApiContract(String document) {
    this.document = parsed(document);
    this.paths = new OpenApiPaths(this.document.path("paths"));
    this.schemas = new AnswerSchemas(this.document);
  }

  /** What the answer does otherwise than the document says; empty when nothing. */
  public List<String> breaches(ServedAnswer answer) {
    Optional<JsonNode> item = paths.find(answer.path());
    if (item.isEmpty()) {
      return only(answer, 404, "the document knows no such path");
    }
    JsonNode operation = item.get().path(answer.method().toLowerCase(Locale.ROOT));
    if (operation.isMissingNode()) {
      return only(answer, 405, "the document knows no such method of the path");
    }
    JsonNode response = resolved(operation.path("responses").path(String.valueOf(answer.status())));
    if (response.isMissingNode()) {
      return List.of("the document tells of no status " + answer.status());
    }
    return body(answer, response.path("content"));
  }

  /** Ids of all operations. */
  public Set<String> operations() {
    Set<String> ids = new TreeSet<>();
    document
        .path("paths")
        .forEach(item -> item.forEach(operation -> id(operation).ifPresent(ids::add)));
    return ids;
  }

  /** Id of the operation that a request was for; empty for none. */
  public Optional<String> operation(String method, String path) {
    return paths.find(path).flatMap(item -> id(item.path(method.toLowerCase(Locale.ROOT))));
  }

  private static Optional<String> id(JsonNode operation) {
    return Optional.ofNullable(operation.path("operationId").textValue());
  }

  private static List<String> only(ServedAnswer answer, int status, String otherwise) {
    return answer.status() == status ? List.of() : List.of(otherwise);
  }

  private List<String> body(ServedAnswer answer, JsonNode content) {
    if (content.isEmpty() || answer.isEmpty()) {
      boolean fits = content.isEmpty() == answer.isEmpty() || answer.method().equals("HEAD");
      return fits
          ? List.of()
          : List.of(content.isEmpty() ? "a body that is not told of" : "the body is missing");
    }
    JsonNode media = content.path(answer.mediaType());
    if (content.has("*/*") || content.has(answer.mediaType().replaceFirst("/.*", "/*"))) {
      return List.of();
    }
    if (media.isMissingNode()) {
      return List.of("the document tells of no body of type " + answer.mediaType());
    }
    return answer.isJson() ? json(answer, media.path("schema")) : List.of();
  }

  private List<String> json(ServedAnswer answer, JsonNode schema) {
    if (schema.isMissingNode()) {
      return List.of("the document has no schema for it");
    }
    return compiled.computeIfAbsent(schema, schemas::of).validate(parsed(answer.text())).stream()
        .map(message -> message.getInstanceLocation() + ": " + message.getMessage())
        .toList();
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").textValue().substring(1)) : node;
  }

  static JsonNode parsed(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + text, e);
    }
  }
}
