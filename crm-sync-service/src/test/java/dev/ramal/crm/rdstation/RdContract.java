package dev.ramal.crm.rdstation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.http.ReceivedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/** RD Station's operations as they are described beside the project, and what breaks them. */
public final class RdContract {
  private static final String FILE = "shared/contracts/rdstation/rdstation-crm-openapi.json";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final JsonNode document;

  public RdContract() {
    try {
      document = MAPPER.readTree(find().toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static boolean isPresent() {
    return find() != null;
  }

  private static Path find() {
    String root = System.getProperty("ramal.root", ".");
    for (Path at = Path.of(root).toAbsolutePath().normalize(); at != null; at = at.getParent()) {
      if (Files.exists(at.resolve(FILE))) {
        return at.resolve(FILE);
      }
    }
    return null;
  }

  /** The operation, as the document names it; "?" for one that it does not know. */
  public String operation(ReceivedRequest request) {
    return described(request).path("operationId").asText("?");
  }

  /** Empty for a request that RD Station describes just so. */
  public List<String> violations(ReceivedRequest request) {
    List<String> found = new ArrayList<>();
    JsonNode operation = described(request);
    if (operation.isMissingNode()) {
      return List.of("is not described");
    }
    checkQuery(request, operation, found);
    JsonNode content = operation.path("requestBody").path("content");
    String type = request.headers().getOrDefault("content-type", "").split(";")[0];
    if (content.isMissingNode() != request.body().isEmpty()) {
      found.add("body");
    } else if (!content.isMissingNode()) {
      JsonNode media = content.path(type);
      if (media.isMissingNode()) {
        found.add("content type " + type);
      } else {
        check(
            "body",
            type.endsWith("json") ? json(request.body()) : form(request),
            media.path("schema"),
            found);
      }
    }
    return found.stream()
        .map(what -> request.method() + " " + request.path() + ": " + what)
        .toList();
  }

  private JsonNode described(ReceivedRequest request) {
    String[] parts = request.path().replaceFirst("^/(crm|api)", "").split("/");
    return StreamSupport.stream(
            ((Iterable<String>) () -> document.path("paths").fieldNames()).spliterator(), false)
        .filter(template -> matches(template.split("/"), parts))
        .map(template -> document.path("paths").path(template))
        .findFirst()
        .map(path -> path.path(request.method().toLowerCase(Locale.ROOT)))
        .orElseGet(() -> document.path("nothing"));
  }

  private static boolean matches(String[] template, String[] parts) {
    if (template.length != parts.length) {
      return false;
    }
    for (int i = 0; i < parts.length; i++) {
      if (!template[i].startsWith("{") && !template[i].equals(parts[i])) {
        return false;
      }
    }
    return true;
  }

  private static void checkQuery(ReceivedRequest request, JsonNode operation, List<String> found) {
    for (String name : Fields.parse(request.query() == null ? "" : request.query()).names()) {
      boolean known =
          StreamSupport.stream(operation.path("parameters").spliterator(), false)
              .anyMatch(
                  parameter ->
                      parameter.path("in").asText().equals("query")
                          && parameter.path("name").asText().equals(name));
      if (!known) {
        found.add("query " + name);
      }
    }
  }

  private void check(String at, JsonNode value, JsonNode given, List<String> found) {
    JsonNode schema =
        given.has("$ref") ? document.at(given.path("$ref").asText().substring(1)) : given;
    if (!isOf(schema.path("type").asText(), value)) {
      found.add(at + " is no " + schema.path("type").asText());
      return;
    }
    if (schema.has("enum")
        && StreamSupport.stream(schema.path("enum").spliterator(), false)
            .noneMatch(value::equals)) {
      found.add(at + " is not one of " + schema.path("enum"));
    }
    for (JsonNode name : schema.path("required")) {
      if (!value.has(name.asText())) {
        found.add(at + " lacks " + name.asText());
      }
    }
    if (value.isArray()) {
      value.forEach(entry -> check(at + "[]", entry, schema.path("items"), found));
    }
    value
        .fields()
        .forEachRemaining(
            field -> {
              JsonNode inner = schema.path("properties").path(field.getKey());
              if (!inner.isMissingNode()) {
                check(at + "." + field.getKey(), field.getValue(), inner, found);
              } else if (!schema.path("additionalProperties").asBoolean()) {
                found.add(at + "." + field.getKey() + " is not described");
              }
            });
  }

  private static boolean isOf(String type, JsonNode value) {
    return switch (type) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "number" -> value.isNumber();
      case "integer" -> value.isIntegralNumber();
      case "boolean" -> value.isBoolean();
      default -> true;
    };
  }

  private static JsonNode form(ReceivedRequest request) {
    ObjectNode form = MAPPER.createObjectNode();
    Fields fields = request.form();
    fields.names().forEach(name -> form.put(name, fields.get(name)));
    return form;
  }

  private static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
