package dev.ramal.sandbox.deploy.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** A deployment or a job, whose pods have one container. */
record Workload(ObjectNode resource) {
  private static final String COMPONENT = "app.kubernetes.io/component";

  String name() {
    return Manifests.name(resource);
  }

  /** What the image is of; for a job, too, the service. */
  String program() {
    return label("app.kubernetes.io/name");
  }

  boolean isService() {
    return label(COMPONENT).equals("service");
  }

  boolean isMigration() {
    return label(COMPONENT).equals("migration");
  }

  JsonNode podLabels() {
    return resource.at("/spec/template/metadata/labels");
  }

  JsonNode pod() {
    return resource.at("/spec/template/spec");
  }

  JsonNode container() {
    if (pod().path("containers").size() != 1) {
      throw new IllegalStateException(name() + " has another number of containers than one");
    }
    return pod().at("/containers/0");
  }

  /** Name → the entry of the variable. */
  Map<String, JsonNode> environment() {
    Map<String, JsonNode> environment = new TreeMap<>();
    container()
        .path("env")
        .forEach(variable -> environment.put(variable.path("name").asText(), variable));
    return environment;
  }

  /** Empty where the variable comes from elsewhere, or is not set. */
  String value(String variable) {
    JsonNode found = environment().get(variable);
    return found == null ? "" : found.path("value").asText();
  }

  private String label(String name) {
    return resource.path("metadata").path("labels").path(name).asText();
  }
}
