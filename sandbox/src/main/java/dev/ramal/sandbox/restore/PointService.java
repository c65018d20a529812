package dev.ramal.sandbox.restore;

import dev.ramal.sandbox.processes.ServiceProcess;
import dev.ramal.sandbox.state.SandboxFailure;
import dev.ramal.servers.postgres.PostgresAddress;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** Tells a service that its database is elsewhere, from its next start on. */
final class PointService {
  private PointService() {}

  static void at(ServiceProcess service, PostgresAddress server, String database) {
    Path file = service.folder().resolve("config/application.properties");
    Properties settings = new Properties();
    try {
      try (Reader reader = Files.newBufferedReader(file)) {
        settings.load(reader);
      }
      settings.put("quarkus.datasource.jdbc.url", server.jdbcUrl(database));
      settings.put("quarkus.datasource.reactive.url", server.reactiveUrl(database));
      try (Writer writer = Files.newBufferedWriter(file)) {
        settings.store(writer, "changed by ./ramal chaos restore");
      }
    } catch (IOException e) {
      throw new SandboxFailure("Cannot change " + file + ": " + e.getMessage(), e);
    }
  }
}
