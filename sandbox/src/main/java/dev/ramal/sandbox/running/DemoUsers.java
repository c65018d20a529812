package dev.ramal.sandbox.running;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.state.SandboxFailure;
import dev.ramal.sandbox.state.SandboxSecrets;
import dev.ramal.sandbox.state.SandboxStatus.UserStatus;
import dev.ramal.sandbox.state.StateJson;
import dev.ramal.servers.keycloak.DemoOrganizations;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * People of the demonstration: one entry per person and organization, and one without organization
 * for whoever has roles of the realm itself.
 */
final class DemoUsers {
  private DemoUsers() {}

  static List<UserStatus> all(SandboxSecrets secrets) {
    List<UserStatus> users = new ArrayList<>();
    for (JsonNode user : demo().path("users")) {
      String name = user.path("username").asText();
      if (user.has("realmRoles")) {
        users.add(
            new UserStatus(name, secrets.passwordOf(name), null, texts(user.path("realmRoles"))));
      }
      rolesByOrganization(user)
          .forEach(
              (organization, roles) ->
                  users.add(new UserStatus(name, secrets.passwordOf(name), organization, roles)));
    }
    return users;
  }

  private static Map<String, List<String>> rolesByOrganization(JsonNode user) {
    Map<String, List<String>> roles = new LinkedHashMap<>();
    for (JsonNode group : user.path("groups")) {
      String[] path = group.asText().split("/");
      roles.computeIfAbsent(path[1], organization -> new ArrayList<>()).add(path[2]);
    }
    return roles;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static JsonNode demo() {
    try {
      return StateJson.mapper().readTree(DemoOrganizations.path().toFile());
    } catch (IOException e) {
      throw new SandboxFailure(
          "Cannot read " + DemoOrganizations.path() + ": " + e.getMessage(), e);
    }
  }
}
