package dev.ramal.events;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One schema or part of one, with the words of JSON Schema that our contracts use. Another word is
 * refused when the schema is read: a rule that nobody keeps would be worse than none.
 */
final class SchemaRule {
  private static final Set<String> CHECKED =
      Set.of("type", "enum", "pattern", "properties", "required", "items", "additionalProperties");

  /** Says something to people; a time is checked where it is read. */
  private static final Set<String> TOLD =
      Set.of("$schema", "$id", "title", "description", "format");

  private enum Kind {
    STRING,
    INTEGER,
    NUMBER,
    BOOLEAN,
    OBJECT,
    ARRAY
  }

  private final Kind kind;
  private final Set<String> words;
  private final Pattern pattern;
  private final Map<String, SchemaRule> properties = new HashMap<>();
  private final SchemaRule others;
  private final SchemaRule items;
  private final List<String> required = new ArrayList<>();

  /** Which bit of a mask stands for a required field. */
  private final Map<String, Integer> bits = new HashMap<>();

  private SchemaRule(JsonNode schema) {
    schema.fieldNames().forEachRemaining(SchemaRule::refuseUnknown);
    kind = Kind.valueOf(schema.path("type").asText().toUpperCase(java.util.Locale.ROOT));
    words = words(schema.path("enum"));
    pattern = schema.has("pattern") ? Pattern.compile(schema.get("pattern").asText()) : null;
    schema
        .path("properties")
        .properties()
        .forEach(field -> properties.put(field.getKey(), new SchemaRule(field.getValue())));
    others = part(schema, "additionalProperties");
    items = part(schema, "items");
    schema.path("required").forEach(name -> required.add(name.asText()));
    if (required.size() > Long.SIZE) {
      throw new IllegalArgumentException("more required fields than a mask has bits");
    }
    required.forEach(name -> bits.put(name, bits.size()));
  }

  static SchemaRule read(String schema) {
    try {
      return new SchemaRule(EventJson.mapper().readTree(schema));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a schema is no JSON", e);
    }
  }

  private static void refuseUnknown(String word) {
    if (!CHECKED.contains(word) && !TOLD.contains(word)) {
      throw new IllegalArgumentException("nobody checks the word " + word + " of a schema");
    }
  }

  private static SchemaRule part(JsonNode schema, String name) {
    return schema.has(name) ? new SchemaRule(schema.get(name)) : null;
  }

  private static Set<String> words(JsonNode list) {
    Set<String> words = new HashSet<>();
    list.forEach(word -> words.add(word.asText()));
    return words;
  }

  /**
   * Passes over one value.
   *
   * @param token the value's first
   * @return null when the value keeps to the rule; it is passed over to its end then only
   */
  String complaint(JsonParser parser, JsonToken token) throws IOException {
    return switch (kind) {
      case STRING -> token == JsonToken.VALUE_STRING ? text(parser) : "is no string";
      case INTEGER -> token == JsonToken.VALUE_NUMBER_INT ? null : "is no integer";
      case NUMBER -> token.isNumeric() ? null : "is no number";
      case BOOLEAN -> token.isBoolean() ? null : "is neither true nor false";
      case OBJECT -> token == JsonToken.START_OBJECT ? fields(parser) : "is no object";
      case ARRAY -> token == JsonToken.START_ARRAY ? elements(parser) : "is no array";
    };
  }

  private String text(JsonParser parser) throws IOException {
    if (!words.isEmpty() && !words.contains(parser.getText())) {
      return "is none of the words for it";
    }
    return pattern == null || pattern.matcher(parser.getText()).find()
        ? null
        : "has not the form " + pattern;
  }

  private String fields(JsonParser parser) throws IOException {
    long seen = 0;
    String name;
    while ((name = parser.nextFieldName()) != null) {
      Integer bit = bits.get(name);
      seen |= bit == null ? 0 : 1L << bit;
      SchemaRule rule = properties.getOrDefault(name, others);
      JsonToken token = parser.nextToken();
      if (rule == null) {
        parser.skipChildren();
        continue;
      }
      String complaint = rule.complaint(parser, token);
      if (complaint != null) {
        return inside(name, complaint);
      }
    }
    int missing = Long.numberOfTrailingZeros(~seen);
    return missing < required.size() ? inside(required.get(missing), "is missing") : null;
  }

  private String elements(JsonParser parser) throws IOException {
    JsonToken token;
    for (int i = 0; (token = parser.nextToken()) != JsonToken.END_ARRAY; i++) {
      String complaint = items == null ? skipped(parser) : items.complaint(parser, token);
      if (complaint != null) {
        return inside("[" + i + "]", complaint);
      }
    }
    return null;
  }

  private static String skipped(JsonParser parser) throws IOException {
    parser.skipChildren();
    return null;
  }

  /** {@code legs.[0].outcome is missing}: fields from the outside in, then what is wrong. */
  private static String inside(String name, String complaint) {
    boolean deeper = !complaint.startsWith("is ") && !complaint.startsWith("has ");
    return name + (deeper ? "." : " ") + complaint;
  }
}
