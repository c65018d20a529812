package dev.ramal.sandbox.deploy.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.ramal.sandbox.state.StateJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Kinds of Strimzi, CloudNativePG, KEDA and Keycloak, as strict as their definitions are, for the
 * part of them that deploy/kubernetes uses. No repository of Maven has those definitions; whoever
 * has their files holds the manifests against them, too ({@link OwnDefinitions}).
 */
final class OperatorKinds {
  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

  private final JsonNode definitions;

  OperatorKinds() {
    try (InputStream in = getClass().getResourceAsStream("/kubernetes-operators.schema.json")) {
      definitions = StateJson.mapper().readTree(in).path("$defs");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean know(JsonNode resource) {
    return definitions.has(Manifests.kind(resource));
  }

  /** Where a resource is not what its kind takes; empty when it is. */
  List<String> problems(JsonNode resource) {
    ObjectNode schema = StateJson.mapper().createObjectNode();
    schema.put("$ref", "#/$defs/" + Manifests.kind(resource));
    schema.set("$defs", definitions);
    return messages(schema, resource);
  }

  static List<String> messages(JsonNode schema, JsonNode resource) {
    return FACTORY.getSchema(schema).validate(resource).stream()
        .map(ValidationMessage::getMessage)
        .map(message -> Manifests.id(resource) + " " + message)
        .toList();
  }
}
