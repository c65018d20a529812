package dev.ramal.bench.room;

import dev.ramal.servers.keycloak.EmbeddedKeycloak;
import dev.ramal.servers.keycloak.KeycloakServer;
import dev.ramal.servers.keycloak.PasswordGrant;
import dev.ramal.servers.keycloak.RealmFile;
import dev.ramal.servers.keycloak.RealmSettings;
import dev.ramal.servers.shared.RunningServers;
import dev.ramal.servers.shared.SharedServers;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/**
 * The people of the realm file, behind a real Keycloak: that of the servers which {@code
 * RAMAL_TEST_SERVERS} names, else one of this run.
 */
public final class People implements AutoCloseable {
  private final EmbeddedKeycloak own;
  private final String realmUrl;
  private final Map<String, String> secrets;

  private People(EmbeddedKeycloak own, String realmUrl, Map<String, String> secrets) {
    this.own = own;
    this.realmUrl = realmUrl;
    this.secrets = secrets;
  }

  static People start() {
    String given = System.getenv("RAMAL_TEST_SERVERS");
    if (given != null && !given.isBlank()) {
      RunningServers running = SharedServers.get();
      return new People(null, running.realmUrl(), running.secrets());
    }
    Path folder = Folders.empty("keycloak");
    Map<String, String> secrets = RealmFile.secrets(Map.of());
    EmbeddedKeycloak keycloak =
        new EmbeddedKeycloak(
            folder,
            RealmFile.withPasswordGrant(
                folder.resolve("ramal-realm.json"), RealmSettings.asWritten()),
            secrets);
    keycloak.start();
    return new People(keycloak, keycloak.url() + "/realms/" + KeycloakServer.REALM, secrets);
  }

  /** An access token; good for a quarter of an hour. */
  public String token(String username) {
    return new PasswordGrant(URI.create(realmUrl + "/protocol/openid-connect/token"))
        .ofUser(username, secrets.get(RealmFile.passwordOf(username)))
        .accessToken();
  }

  /** An access token of one of our services. */
  public String serviceToken(String service) {
    return new PasswordGrant(URI.create(realmUrl + "/protocol/openid-connect/token"))
        .ofClient(service, secrets.get(RealmFile.secretOf(service)))
        .accessToken();
  }

  /** What a service must be told to know them. */
  Map<String, String> settings(String service) {
    return Map.of(
        "quarkus.oidc.tenant-enabled",
        "true",
        "quarkus.oidc.auth-server-url",
        realmUrl,
        "quarkus.oidc-client.auth-server-url",
        realmUrl,
        "quarkus.oidc-client.client-id",
        service,
        "quarkus.oidc-client.credentials.secret",
        secrets.get(RealmFile.secretOf(service)));
  }

  @Override
  public void close() {
    if (own != null) {
      own.stop();
    }
  }
}
