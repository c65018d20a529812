package dev.ramal.sandbox.processes;

import dev.ramal.sandbox.state.SandboxFailure;
import dev.ramal.sandbox.state.SandboxFolder;
import dev.ramal.sandbox.state.SandboxSecrets;
import dev.ramal.servers.Servers;
import dev.ramal.servers.keycloak.KeycloakServer;
import dev.ramal.servers.postgres.Databases;
import dev.ramal.servers.postgres.PostgresAddress;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Properties;

/**
 * Configuration of a service in this sandbox. It goes into {@code config/application.properties} of
 * the service's working folder, where Quarkus looks by itself: secrets stay out of the process
 * list.
 *
 * @param baseUrl of the HTTP entry
 * @param webhookBaseUrl what carriers call and sign
 * @param keycloakUrl where people log in; services themselves ask Keycloak directly
 * @param ofAll settings of every service beside the usual ones
 * @param ofCallService settings of call-service beside the usual ones
 */
public record ServiceSettings(
    Servers servers,
    SandboxFolder folder,
    SandboxSecrets secrets,
    CarrierUrls carriers,
    String baseUrl,
    String webhookBaseUrl,
    String keycloakUrl,
    SandboxPorts ports,
    Map<String, String> ofAll,
    Map<String, String> ofCallService) {

  /** Writes the file and returns the working folder. */
  public Path writeFor(Service service) {
    return write(folder.data(service.id()), of(service));
  }

  /** The same for a second process of a service, which shares with the first what replicas do. */
  public Path writeBeside(Service service) {
    Properties settings = of(service);
    settings.put("quarkus.http.port", "" + ports.beside(service));
    settings.put("ramal.storage.nearby", folder.data(service.id() + "-beside-nearby").toString());
    return write(folder.data(service.id() + "-beside"), settings);
  }

  private static Path write(Path work, Properties settings) {
    Path file = work.resolve("config/application.properties");
    try {
      Files.createDirectories(file.getParent());
      Files.deleteIfExists(file);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try (Writer writer = Files.newBufferedWriter(file)) {
        settings.store(writer, "written by ./ramal at every start");
      }
      return work;
    } catch (IOException e) {
      throw new SandboxFailure("Cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  private Properties of(Service service) {
    Properties settings = new Properties();
    settings.put("quarkus.http.host", "localhost");
    settings.put("quarkus.http.port", "" + ports.of(service));
    settings.put("quarkus.shutdown.timeout", "2S");
    settings.put("kafka.bootstrap.servers", servers.kafka().bootstrapServers());
    // Whoever was killed is missed sooner than after Kafka's 45 seconds: one machine, no network.
    settings.put("kafka.session.timeout.ms", "15000");
    settings.put("quarkus.oidc.auth-server-url", realmUrl());
    // Keycloak names only its public address; services ask it directly, and know where.
    settings.put("quarkus.oidc.discovery-enabled", "false");
    settings.put("quarkus.oidc.jwks-path", "/protocol/openid-connect/certs");
    settings.put("quarkus.oidc.token.issuer", keycloakUrl + "/realms/" + KeycloakServer.REALM);
    // Keycloak comes up at the same time: the first request that brings a token connects to it.
    settings.put("quarkus.oidc.connection-delay", "0S");
    settings.put(
        "quarkus.log.filter.\"io.quarkus.oidc.runtime.OidcRecorder\".if-starts-with",
        "Tenant '%s': '%s'. OIDC server is not available yet,OIDC server is not available at the");
    settings.put("quarkus.oidc-client.auth-server-url", realmUrl());
    settings.put("quarkus.oidc-client.client-id", service.id());
    settings.put("quarkus.oidc-client.credentials.secret", secrets.secretOf(service.id()));
    settings.put("ramal.webhooks.base-url", webhookBaseUrl);
    settings.put("ramal.public.base-url", baseUrl);
    settings.put("ramal.player.authority", keycloakUrl + "/realms/" + KeycloakServer.REALM);
    settings.put("ramal.secrets.keys.sandbox", secrets.sealingKey());
    settings.put("ramal.secrets.active", "sandbox");
    settings.put("ramal.twilio.api-url", carriers.twilio());
    settings.put("ramal.telnyx.api-url", carriers.telnyx());
    settings.put("ramal.rdstation.api-url", carriers.rdstation());
    settings.put(
        "ramal.rdstation-v1.api-url",
        CarrierUrls.ofCrm(
            "RAMAL_RDSTATION_V1_API_URL",
            "http://localhost:" + ports.simulators().get("rdstation") + "/api/v1"));
    settings.put(
        "ramal.hubspot.api-url",
        CarrierUrls.ofCrm(
            "RAMAL_HUBSPOT_API_URL", "http://localhost:" + ports.simulators().get("hubspot")));
    settings.put(
        "ramal.messaging.alerts.slack-stand-in",
        "http://localhost:" + ports.simulators().get("slack"));
    // Simulated reviewers decide sooner as well.
    settings.put("ramal.messaging.templates.poll", "1S");
    settings.put("ramal.messaging.templates.pending", "1S");
    // Simulated calls pass six times faster than real ones; corrections come sooner too.
    settings.put("ramal.crm.activities.settle", "1S");
    settings.put("ramal.crm.activities.wrap-up", "2S");
    // And the CRM's minute is as much shorter, and with it how long it is left in peace; what it
    // took without an answer stands there at once.
    settings.put("ramal.rdstation.requests-per-second", "9");
    settings.put("ramal.crm.outages.first-pause", "2S");
    settings.put("ramal.crm.outages.longest-pause", "10S");
    settings.put("ramal.crm.delivery.note-settle", "3S");
    settings.put("ramal.call-service.url", "http://localhost:" + ports.of(Service.CALL_SERVICE));
    settings.put(
        "ramal.webhook-gateway.url", "http://localhost:" + ports.of(Service.WEBHOOK_GATEWAY));
    settings.put("ramal.storage.kind", "folder");
    settings.put("ramal.storage.folder", folder.data(files(service)).toString());
    settings.put("ramal.storage.nearby", folder.data(service.id() + "-nearby").toString());
    service.database().ifPresent(database -> store(settings, database));
    settings.putAll(ofAll);
    if (service == Service.CALL_SERVICE) {
      settings.putAll(ofCallService);
    }
    return settings;
  }

  /** In which folder a service keeps its files. */
  private static String files(Service service) {
    return switch (service) {
      case MESSAGING_SERVICE -> "media";
      case BILLING_SERVICE -> "exports";
      default -> "recordings";
    };
  }

  private void store(Properties settings, String database) {
    PostgresAddress postgres = servers.postgres().address();
    settings.put("quarkus.datasource.jdbc.url", postgres.jdbcUrl(database));
    settings.put("quarkus.datasource.reactive.url", postgres.reactiveUrl(database));
    settings.put("quarkus.datasource.username", Databases.app(database));
    settings.put("quarkus.datasource.password", secrets.databasePassword());
    settings.put("quarkus.flyway.username", Databases.owner(database));
    settings.put("quarkus.flyway.password", secrets.databasePassword());
    settings.put("quarkus.datasource.reactive.max-size", "8");
  }

  private String realmUrl() {
    return servers.keycloak().url() + "/realms/" + KeycloakServer.REALM;
  }
}
