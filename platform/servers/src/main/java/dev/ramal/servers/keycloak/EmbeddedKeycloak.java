package dev.ramal.servers.keycloak;

import dev.ramal.servers.processes.ChildProcess;
import dev.ramal.servers.processes.ServerFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Keycloak from its distribution, as a child process. Its database stays in the folder until the
 * realm file changes: an import into an existing realm would change nothing.
 */
public final class EmbeddedKeycloak implements KeycloakServer {
  private final Path folder;
  private final Path realm;
  private final Map<String, String> secrets;
  private final KeycloakAddress address;
  private volatile ChildProcess process;

  /**
   * @param realm realm file; every <code>${NAME}</code> in it is replaced by Keycloak itself
   * @param secrets value of each NAME; the same at every start with the same folder
   */
  public EmbeddedKeycloak(Path folder, Path realm, Map<String, String> secrets) {
    this(folder, realm, secrets, KeycloakAddress.free());
  }

  /**
   * At an address that stays the same.
   *
   * @param publicUrl under which it names itself in every token; empty: as it is asked
   */
  public EmbeddedKeycloak(
      Path folder,
      Path realm,
      Map<String, String> secrets,
      int port,
      int managementPort,
      Optional<String> publicUrl) {
    this(folder, realm, secrets, new KeycloakAddress(port, managementPort, publicUrl));
  }

  private EmbeddedKeycloak(
      Path folder, Path realm, Map<String, String> secrets, KeycloakAddress address) {
    this.folder = folder;
    this.realm = realm;
    this.secrets = secrets;
    this.address = address;
  }

  /** Does the distribution's own build step, once per version; a start does it otherwise. */
  public static void prepare() {
    KeycloakDistribution.ready();
  }

  @Override
  public void start() {
    KeycloakDistribution distribution = KeycloakDistribution.ready();
    prepareData(distribution.emptyDatabase());
    KeycloakProcess keycloak = new KeycloakProcess(distribution.home(), folder, address);
    process = keycloak.start(name(), secrets);
    keycloak.awaitReady(process, REALM);
  }

  @Override
  public void stop() {
    if (process != null) {
      process.stop(Duration.ofSeconds(10));
    }
  }

  @Override
  public String url() {
    return "http://localhost:" + address.port();
  }

  @Override
  public long pid() {
    return process == null ? 0 : process.pid();
  }

  @Override
  public Path log() {
    return folder.resolve("keycloak.log");
  }

  private void prepareData(Path emptyDatabase) {
    try {
      Path imported = folder.resolve("data/import/ramal-realm.json");
      Path database = folder.resolve("data/h2/keycloakdb.mv.db");
      boolean same = Files.exists(imported) && Files.mismatch(realm, imported) < 0;
      if (!same || !Files.exists(database)) {
        Files.createDirectories(imported.getParent());
        Files.createDirectories(database.getParent());
        Files.copy(realm, imported, StandardCopyOption.REPLACE_EXISTING);
        Files.copy(emptyDatabase, database, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new ServerFailure("cannot prepare Keycloak's data in " + folder, e);
    }
  }
}
