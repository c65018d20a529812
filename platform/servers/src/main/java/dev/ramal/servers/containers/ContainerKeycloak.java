package dev.ramal.servers.containers;

import dev.ramal.servers.keycloak.KeycloakServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.MountableFile;

/** Keycloak in a container. */
public final class ContainerKeycloak extends ContainerServer implements KeycloakServer {
  private final Path realm;
  private final Map<String, String> secrets;

  /**
   * @param secrets value of each placeholder of the realm file
   */
  public ContainerKeycloak(Path realm, Map<String, String> secrets) {
    super("quay.io/keycloak/keycloak:26.7.3", 8080);
    this.realm = realm;
    this.secrets = secrets;
  }

  @Override
  void configure(GenericContainer<?> container, int port) {
    container
        .withEnv(secrets)
        .withCopyFileToContainer(
            MountableFile.forHostPath(realm), "/opt/keycloak/data/import/ramal-realm.json")
        .withCommand("start-dev", "--import-realm")
        .waitingFor(
            Wait.forHttp("/realms/" + REALM)
                .forPort(8080)
                .withStartupTimeout(Duration.ofMinutes(3)));
  }

  @Override
  public String url() {
    return "http://localhost:" + port();
  }
}
