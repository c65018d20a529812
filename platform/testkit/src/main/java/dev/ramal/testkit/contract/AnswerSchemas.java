package dev.ramal.testkit.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;

/**
 * The schemas of a document, made ready to judge answers: formats are demanded, and an object has
 * no members but those that its schema names. Clients are told of open schemas, so that answers may
 * grow; a test knows the whole answer.
 */
final class AnswerSchemas {
  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
  private static final SchemaValidatorsConfig CONFIG =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

  private static final String THERE = "#/components/schemas/";
  private static final String HERE = "#/$defs/";

  private final JsonNode definitions;

  AnswerSchemas(JsonNode document) {
    definitions = closed(document.at("/components/schemas"));
  }

  JsonSchema of(JsonNode schema) {
    ObjectNode whole = (ObjectNode) closed(schema);
    whole.set("$defs", definitions);
    return FACTORY.getSchema(whole, CONFIG);
  }

  private static JsonNode closed(JsonNode schema) {
    JsonNode copy = schema.deepCopy();
    close(copy);
    return copy;
  }

  private static void close(JsonNode node) {
    node.forEach(AnswerSchemas::close);
    if (node instanceof ObjectNode object
        && object.path("properties").isObject()
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    if (node instanceof ObjectNode object && object.path("$ref").isTextual()) {
      object.put("$ref", object.get("$ref").textValue().replace(THERE, HERE));
    }
  }
}
