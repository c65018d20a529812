package dev.ramal.bench.room;

import dev.ramal.servers.postgres.Databases;
import dev.ramal.servers.postgres.PostgresAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * Configuration of a service in a room: where its servers are. Whatever makes it fast or slow is
 * left as the service's own defaults have it.
 *
 * @param database null for a service that keeps nothing
 * @param further what the benchmark adds
 */
record RoomSettings(
    BenchServers servers,
    String bootstrapServers,
    String service,
    String database,
    Map<String, String> further) {
  static final String PUBLIC_BASE = "https://hooks.ramal.test";

  /** Where nobody listens: what a benchmark does not need is not there. */
  private static final String NOBODY = "http://localhost:9";

  /** Writes the file where Quarkus looks by itself. */
  void write(Path folder, int port) {
    Path file = folder.resolve("config/application.properties");
    try {
      Files.createDirectories(file.getParent());
      try (Writer writer = Files.newBufferedWriter(file)) {
        all(folder, port).store(writer, null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Properties all(Path folder, int port) {
    Properties settings = new Properties();
    settings.put("quarkus.http.host", "localhost");
    settings.put("quarkus.http.port", "" + port);
    settings.put("quarkus.shutdown.timeout", "2S");
    settings.put("kafka.bootstrap.servers", bootstrapServers);
    settings.put("quarkus.oidc.tenant-enabled", "false");
    settings.put("quarkus.oidc.auth-server-url", NOBODY + "/realms/ramal");
    settings.put("quarkus.oidc-client.credentials.secret", "nobody-asks");
    settings.put("ramal.webhooks.base-url", PUBLIC_BASE);
    settings.put("ramal.public.base-url", PUBLIC_BASE);
    settings.put("ramal.secrets.keys." + BenchServers.SEALING_KEY_ID, servers.sealingKey());
    settings.put("ramal.secrets.active", BenchServers.SEALING_KEY_ID);
    for (String other : new String[] {"twilio", "telnyx", "rdstation"}) {
      settings.put("ramal." + other + ".api-url", NOBODY);
    }
    settings.put("ramal.call-service.url", NOBODY);
    settings.put("ramal.webhook-gateway.url", NOBODY);
    settings.put("ramal.storage.kind", "folder");
    settings.put("ramal.storage.folder", folder.resolve("files").toString());
    settings.put("ramal.storage.nearby", folder.resolve("nearby").toString());
    if (database != null) {
      store(settings);
    }
    if (servers.hasPeople() && database != null) {
      settings.putAll(servers.people().settings(service));
    }
    settings.putAll(further);
    return settings;
  }

  private void store(Properties settings) {
    PostgresAddress postgres = servers.postgres();
    settings.put("quarkus.datasource.jdbc.url", postgres.jdbcUrl(database));
    settings.put("quarkus.datasource.reactive.url", postgres.reactiveUrl(database));
    settings.put("quarkus.datasource.username", Databases.app(database));
    settings.put("quarkus.datasource.password", servers.password());
    settings.put("quarkus.flyway.username", Databases.owner(database));
    settings.put("quarkus.flyway.password", servers.password());
  }
}
