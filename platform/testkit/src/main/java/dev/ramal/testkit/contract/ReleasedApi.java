package dev.ramal.testkit.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The one document that is released for all services, made of theirs. Which service answers a path
 * stands beside it; a component belongs to whoever refers to it, and has one meaning.
 */
public final class ReleasedApi {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SERVICE = "x-service";

  private final ObjectNode document;

  public ReleasedApi(String document) {
    this.document = (ObjectNode) parsed(document);
  }

  /** What a service has a part in, as a document of its own. */
  public JsonNode partOf(String service) {
    ObjectNode part = document.deepCopy();
    ObjectNode paths = (ObjectNode) part.path("paths");
    List<String> others = new ArrayList<>();
    paths
        .fields()
        .forEachRemaining(
            path -> {
              if (!service.equals(path.getValue().path(SERVICE).asText())) {
                others.add(path.getKey());
              }
            });
    paths.remove(others);
    return tidy(part);
  }

  /** With the service's part as it is now; other services' parts stay. */
  public ReleasedApi with(String service, JsonNode current) {
    ObjectNode merged = document.deepCopy();
    ObjectNode paths = merged.withObjectProperty("paths");
    partOf(service).path("paths").fieldNames().forEachRemaining(paths::remove);
    marked(service, current)
        .path("paths")
        .fields()
        .forEachRemaining(path -> paths.set(path.getKey(), path.getValue()));
    merged.set("tags", tags(merged.path("tags"), current.path("tags")));
    merged.withObjectProperty("info").set("version", current.at("/info/version"));
    ObjectNode components = merged.withObjectProperty("components");
    current
        .path("components")
        .fields()
        .forEachRemaining(
            kind ->
                components.withObjectProperty(kind.getKey()).setAll((ObjectNode) kind.getValue()));
    return new ReleasedApi(tidy(merged).toString());
  }

  /** By name; those of the service as it tells them now. */
  private static ArrayNode tags(JsonNode before, JsonNode current) {
    TreeMap<String, JsonNode> named = new TreeMap<>();
    before.forEach(tag -> named.put(tag.path("name").asText(), tag));
    current.forEach(tag -> named.put(tag.path("name").asText(), tag));
    ArrayNode tags = JsonNodeFactory.instance.arrayNode();
    named.values().forEach(tags::add);
    return tags;
  }

  /** A service's document as it would stand in the released one. */
  public static JsonNode marked(String service, JsonNode current) {
    ObjectNode marked = current.deepCopy();
    marked.path("paths").forEach(item -> ((ObjectNode) item).put(SERVICE, service));
    return tidy(marked);
  }

  public String written() {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Without components that nobody refers to, paths and components by name, tags as used. */
  private static ObjectNode tidy(ObjectNode document) {
    ObjectNode tidy = document.deepCopy();
    tidy.set("paths", sorted(document.path("paths")));
    ObjectNode components = JsonNodeFactory.instance.objectNode();
    for (JsonNode demanded : document.path("paths").findValues("security")) {
      demanded.forEach(
          each ->
              each.fieldNames()
                  .forEachRemaining(
                      name ->
                          components
                              .withObjectProperty("securitySchemes")
                              .set(name, document.at("/components/securitySchemes/" + name))));
    }
    for (String pointer : referred(document)) {
      String[] steps = pointer.split("/");
      components.withObjectProperty(steps[2]).set(steps[3], document.at(pointer));
    }
    tidy.set("components", sorted(components));
    return tidy;
  }

  private static Set<String> referred(JsonNode document) {
    Set<String> found = new TreeSet<>();
    Deque<JsonNode> open = new ArrayDeque<>(List.of(document.path("paths")));
    while (!open.isEmpty()) {
      for (String reference : open.pop().findValuesAsText("$ref")) {
        String pointer = reference.substring(1);
        if (found.add(pointer)) {
          open.push(document.at(pointer));
        }
      }
    }
    return found;
  }

  private static ObjectNode sorted(JsonNode node) {
    TreeMap<String, JsonNode> members = new TreeMap<>();
    node.fields().forEachRemaining(member -> members.put(member.getKey(), member.getValue()));
    ObjectNode sorted = JsonNodeFactory.instance.objectNode();
    members.forEach(sorted::set);
    return sorted;
  }

  static JsonNode parsed(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON", e);
    }
  }
}
