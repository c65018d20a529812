package dev.ramal.sandbox.state;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.ramal.servers.keycloak.RealmFile;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * What a sandbox must keep secret: generated at its first start, kept for the next.
 *
 * @param realm values of the realm file's placeholders, and the database roles' password
 * @param sealingKey base64 of 32 bytes: encrypts carrier secrets at rest, signs links to recordings
 * @param accounts carrier and CRM accounts invented for the simulators, by name
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SandboxSecrets(
    Map<String, String> realm, String sealingKey, Map<String, String> accounts) {

  /** Reads, completes and writes back. */
  public static SandboxSecrets of(SandboxFolder folder) {
    SandboxSecrets before =
        Files.exists(folder.secrets())
            ? StateJson.read(folder.secrets(), SandboxSecrets.class)
            : new SandboxSecrets(Map.of(), key(), Map.of());
    SandboxSecrets now =
        new SandboxSecrets(
            RealmFile.secrets(before.realm()),
            before.sealingKey(),
            new HashMap<>(before.accounts()));
    now.save(folder);
    return now;
  }

  public void save(SandboxFolder folder) {
    StateJson.write(folder.secrets(), this);
  }

  public String databasePassword() {
    return realm.get(RealmFile.DATABASE_PASSWORD);
  }

  public String passwordOf(String username) {
    return realm.get(RealmFile.passwordOf(username));
  }

  public String secretOf(String client) {
    return realm.get(RealmFile.secretOf(client));
  }

  private static String key() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
