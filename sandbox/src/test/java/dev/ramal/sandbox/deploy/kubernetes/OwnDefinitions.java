package dev.ramal.sandbox.deploy.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ramal.sandbox.state.StateJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The operators' own definitions, for whoever has their files: {@code RAMAL_CRDS} names a folder
 * with the custom resource definitions that a cluster has.
 */
public final class OwnDefinitions {
  private static final int LARGEST = 50_000_000;

  /** apiVersion and kind → schema. */
  private final Map<String, JsonNode> schemas = new TreeMap<>();

  private OwnDefinitions(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      files.filter(file -> file.toString().matches(".*\\.ya?ml")).forEach(this::read);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static boolean areHere() {
    boolean here = System.getenv("RAMAL_CRDS") != null;
    if (!here) {
      System.err.println(
          "SKIPPED: RAMAL_CRDS names no folder with the definitions of Strimzi, CloudNativePG, KEDA"
              + " and Keycloak, so manifests were held against the schema of ours alone.");
    }
    return here;
  }

  static OwnDefinitions given() {
    return new OwnDefinitions(Path.of(System.getenv("RAMAL_CRDS")));
  }

  boolean know(JsonNode resource) {
    return schemas.containsKey(key(resource));
  }

  List<String> problems(JsonNode resource) {
    return OperatorKinds.messages(schemas.get(key(resource)), resource);
  }

  private static String key(JsonNode resource) {
    return resource.path("apiVersion").asText() + " " + Manifests.kind(resource);
  }

  private void read(Path file) {
    LoaderOptions large = new LoaderOptions();
    large.setCodePointLimit(LARGEST);
    try {
      for (Object document : new Yaml(new SafeConstructor(large)).loadAll(Files.readString(file))) {
        JsonNode definition = StateJson.mapper().valueToTree(document);
        if (Manifests.kind(definition).equals("CustomResourceDefinition")) {
          definition.at("/spec/versions").forEach(version -> keep(definition, version));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void keep(JsonNode definition, JsonNode version) {
    JsonNode schema = version.at("/schema/openAPIV3Schema").deepCopy();
    if (schema instanceof ObjectNode object) {
      close(object.path("properties").path("spec"));
      schemas.put(
          definition.at("/spec/group").asText()
              + "/"
              + version.path("name").asText()
              + " "
              + definition.at("/spec/names/kind").asText(),
          object);
    }
  }

  /** What the API server prunes without a word is refused. */
  private static void close(JsonNode schema) {
    if (schema instanceof ObjectNode object
        && object.has("properties")
        && !object.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
      object.put("additionalProperties", false);
    }
    schema.path("properties").forEach(OwnDefinitions::close);
    if (schema.path("additionalProperties").isObject()) {
      close(schema.path("additionalProperties"));
    }
    if (schema.path("items").isObject()) {
      close(schema.path("items"));
    }
  }
}
