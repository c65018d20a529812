package dev.ramal.sandbox.deploy.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.processes.Service;
import dev.ramal.servers.processes.JavaCommand;
import dev.ramal.servers.processes.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The job of a service's migrations as its manifest describes it, without a cluster: the packaged
 * service with the variables of the manifest, on an empty database of its own. Neither Kafka nor
 * Keycloak is where it would look for them.
 */
public final class MigrationJob {
  private static final String DATABASE = "migration_job";
  private static final String PASSWORD = "of-the-job";
  private static final String SUPERUSER = "postgres";
  private static final int LIMIT_SECONDS = 90;

  private MigrationJob() {}

  /**
   * How it ended.
   *
   * @param applied scripts, by the history of the database
   */
  public record Ended(int code, String said, List<String> applied) {}

  /**
   * @param server JDBC address of any database of the server
   * @param folder to work in; holds no settings
   */
  public static Ended run(Service service, String server, Path folder)
      throws IOException, InterruptedException, SQLException {
    execute(
        server,
        "drop database if exists " + DATABASE + " with (force)",
        "drop role if exists " + DATABASE + "_owner",
        "drop role if exists " + DATABASE + "_app",
        "create role " + DATABASE + "_owner login password '" + PASSWORD + "'",
        "create role " + DATABASE + "_app login password '" + PASSWORD + "'",
        "create database " + DATABASE + " owner " + DATABASE + "_owner");
    String database = server.replaceFirst("/[^/?]+(\\?.*)?$", "/" + DATABASE);
    Path said = folder.resolve("job.log");
    ProcessBuilder job =
        new ProcessBuilder(
                JavaCommand.java(),
                "-Xmx160m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                service.jar().toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    job.environment().putAll(environment(service, database));
    Process process = job.start();
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    return new Ended(process.exitValue(), Files.readString(said), applied(database));
  }

  /** Of the manifest, but for where the database is and that it shows no certificate. */
  private static Map<String, String> environment(Service service, String database) {
    Map<String, String> environment = new TreeMap<>();
    Workload job =
        new Workload(
            Kustomization.render(Manifests.PRODUCTION).one("Job", service.id() + "-migration"));
    for (Map.Entry<String, JsonNode> variable : job.environment().entrySet()) {
      if (variable.getValue().has("value")) {
        environment.put(variable.getKey(), variable.getValue().path("value").asText());
      }
    }
    environment
        .keySet()
        .removeIf(name -> name.matches("QUARKUS_DATASOURCE_REACTIVE_(TRUST|HOSTNAME|POSTGRES).*"));
    environment.put("QUARKUS_DATASOURCE_JDBC_URL", database);
    environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", database.replace("jdbc:", ""));
    environment.put("QUARKUS_DATASOURCE_USERNAME", DATABASE + "_app");
    environment.put("QUARKUS_FLYWAY_USERNAME", DATABASE + "_owner");
    environment.put("QUARKUS_FLYWAY_PASSWORD", PASSWORD);
    return environment;
  }

  private static List<String> applied(String database) throws SQLException {
    List<String> applied = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(database, SUPERUSER, SUPERUSER);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select script from flyway_schema_history where success and version is not null")) {
      while (rows.next()) {
        applied.add(rows.getString(1).replaceFirst("^.*/", ""));
      }
    }
    return applied;
  }

  private static void execute(String server, String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(server, SUPERUSER, SUPERUSER);
        Statement statement = connection.createStatement()) {
      for (String one : statements) {
        statement.execute(one);
      }
    }
  }

  /** The scripts that a service brings: the kit's and its own. */
  public static List<String> scripts(Service service) throws IOException {
    List<String> scripts = new ArrayList<>();
    for (String folder :
        new String[] {
          "platform/kit/src/main/resources/db/kit",
          service.id() + "/src/main/resources/db/migration"
        }) {
      Path path = Workspace.root().resolve(folder);
      try (Stream<Path> files = Files.list(path)) {
        files.map(file -> file.getFileName().toString()).forEach(scripts::add);
      }
    }
    return scripts;
  }
}
