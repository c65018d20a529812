package dev.ramal.servers.keycloak;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ramal.servers.processes.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code deploy/keycloak/demo.json}: organizations and people of sandbox and tests, without a
 * secret. An installation has its own.
 */
public final class DemoOrganizations {
  private static final List<String> LISTS = List.of("groups", "clients", "users");

  private DemoOrganizations() {}

  public static Path path() {
    return Workspace.root().resolve("deploy/keycloak/demo.json");
  }

  static void addTo(ObjectNode realm) throws IOException {
    ObjectNode demo = (ObjectNode) new ObjectMapper().readTree(path().toFile());
    realm.withObject("/roles/client").setAll((ObjectNode) demo.at("/roles/client"));
    LISTS.forEach(list -> realm.withArray(list).addAll(demo.withArray(list)));
  }
}
