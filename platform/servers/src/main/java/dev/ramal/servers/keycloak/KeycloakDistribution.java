package dev.ramal.servers.keycloak;

import dev.ramal.servers.processes.ChildProcess;
import dev.ramal.servers.processes.JavaCommand;
import dev.ramal.servers.processes.ServerFailure;
import dev.ramal.servers.processes.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * The Keycloak distribution that Maven unpacks under {@code .ramal/keycloak}. Its build step (half
 * a minute) is done once and kept, so that every later start takes seconds.
 */
final class KeycloakDistribution {
  /** Build options; a change of them makes a new build step. */
  static final List<String> OPTIONS = List.of("--db=dev-file", "--health-enabled=true");

  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final Path home;

  private KeycloakDistribution(Path home) {
    this.home = home;
  }

  static KeycloakDistribution ready() {
    Path home = Workspace.state("keycloak").resolve("keycloak-" + version());
    if (!Files.isRegularFile(home.resolve("bin/kc.sh"))) {
      throw new ServerFailure(
          "Keycloak is not unpacked at "
              + home
              + "; `mvn -pl platform/servers generate-resources` does that");
    }
    KeycloakDistribution distribution = new KeycloakDistribution(home);
    distribution.buildOnce();
    return distribution;
  }

  Path home() {
    return home;
  }

  /** A database file to begin with. */
  Path emptyDatabase() {
    return home.resolve("ramal-empty.mv.db");
  }

  private void buildOnce() {
    Path lock = home.resolveSibling("build.lock");
    try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      Path built = home.resolve("ramal-built");
      String options = String.join(" ", OPTIONS) + " and an empty database";
      if (held.isValid() && Files.exists(built) && Files.readString(built).equals(options)) {
        return;
      }
      System.err.println("preparing Keycloak for the first time; this takes a minute");
      runBuild();
      createEmptyDatabase();
      Files.writeString(built, options);
    } catch (IOException e) {
      throw new ServerFailure("cannot prepare Keycloak in " + home, e);
    }
  }

  private void runBuild() {
    List<String> command = new ArrayList<>(List.of("sh", home + "/bin/kc.sh", "build"));
    command.addAll(OPTIONS);
    ChildProcess build =
        ChildProcess.start(
            "Keycloak's build step",
            command,
            home,
            Map.of("JAVA", JavaCommand.java(), "JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1"),
            home.resolveSibling("build.log"));
    if (build.awaitEnd(LIMIT) != 0) {
      throw new ServerFailure("Keycloak's build step failed; see " + build.log());
    }
  }

  /** Tables and master realm without anybody in it: ten seconds that a first start then saves. */
  private void createEmptyDatabase() throws IOException {
    Path folder = home.resolveSibling("empty");
    KeycloakProcess keycloak = new KeycloakProcess(home, folder, KeycloakAddress.free());
    ChildProcess process = keycloak.start("Keycloak's first start", Map.of());
    keycloak.awaitReady(process, "master");
    process.stop(Duration.ofSeconds(20));
    Files.copy(
        folder.resolve("data/h2/keycloakdb.mv.db"),
        emptyDatabase(),
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static String version() {
    Properties versions = new Properties();
    try (InputStream in =
        KeycloakDistribution.class.getResourceAsStream("/dev/ramal/servers/versions.properties")) {
      versions.load(in);
    } catch (IOException e) {
      throw new ServerFailure("versions.properties is missing from the class path", e);
    }
    return versions.getProperty("keycloak");
  }
}
