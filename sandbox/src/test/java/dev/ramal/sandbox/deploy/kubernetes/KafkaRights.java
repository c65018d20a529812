package dev.ramal.sandbox.deploy.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What Kafka lets a user do. */
record KafkaRights(JsonNode user) {
  boolean allows(String type, String name, String operation) {
    for (JsonNode rule : user.at("/spec/authorization/acls")) {
      if (rule.at("/resource/type").asText().equals(type)
          && covers(rule.path("resource"), name)
          && names(rule.path("operations"), operation)) {
        return true;
      }
    }
    return false;
  }

  void need(String type, String name, String operation, List<String> refused) {
    if (!allows(type, name, operation)) {
      refused.add(Manifests.name(user) + " " + operation + " " + type + " " + name);
    }
  }

  private static boolean covers(JsonNode resource, String name) {
    String given = resource.path("name").asText();
    return resource.path("patternType").asText().equals("prefix")
        ? name.startsWith(given)
        : given.equals("*") || given.equals(name);
  }

  private static boolean names(JsonNode operations, String operation) {
    for (JsonNode one : operations) {
      if (one.asText().equals(operation)) {
        return true;
      }
    }
    return false;
  }
}
