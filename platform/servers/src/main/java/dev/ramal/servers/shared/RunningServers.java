package dev.ramal.servers.shared;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ramal.servers.keycloak.RealmFile;
import dev.ramal.servers.postgres.PostgresAddress;
import dev.ramal.servers.processes.ServerFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * Addresses and secrets of servers that run somewhere, as told in a JSON file.
 *
 * @param hostPid the process that ends them
 * @param secrets values of the realm file's placeholders
 */
public record RunningServers(
    long hostPid,
    String bootstrapServers,
    PostgresAddress postgres,
    String keycloakUrl,
    Map<String, String> secrets) {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  /** The realm's address as services know it ({@code quarkus.oidc.auth-server-url}). */
  public String realmUrl() {
    return keycloakUrl + "/realms/ramal";
  }

  public String passwordOf(String username) {
    return secret(RealmFile.passwordOf(username));
  }

  public String secretOf(String client) {
    return secret(RealmFile.secretOf(client));
  }

  static RunningServers read(Path file) {
    try {
      return JSON.readValue(file.toFile(), RunningServers.class);
    } catch (IOException e) {
      throw new ServerFailure("cannot read " + file, e);
    }
  }

  /** In one step, readable by its owner only. */
  void write(Path file) {
    try {
      Path draft =
          Files.createTempFile(
              file.toAbsolutePath().getParent(),
              file.getFileName().toString(),
              ".draft",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      JSON.writerWithDefaultPrettyPrinter().writeValue(draft.toFile(), this);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new ServerFailure("cannot write " + file, e);
    }
  }

  private String secret(String name) {
    String value = secrets.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the realm file knows no " + name);
    }
    return value;
  }
}
