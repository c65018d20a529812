package dev.ramal.servers;

import dev.ramal.servers.containers.ContainerEngine;
import dev.ramal.servers.containers.ContainerKafka;
import dev.ramal.servers.containers.ContainerKeycloak;
import dev.ramal.servers.containers.ContainerPostgres;
import dev.ramal.servers.kafka.EmbeddedKafka;
import dev.ramal.servers.kafka.KafkaServer;
import dev.ramal.servers.keycloak.EmbeddedKeycloak;
import dev.ramal.servers.keycloak.KeycloakServer;
import dev.ramal.servers.keycloak.RealmFile;
import dev.ramal.servers.keycloak.RealmSettings;
import dev.ramal.servers.postgres.EmbeddedPostgresServer;
import dev.ramal.servers.postgres.PostgresServer;
import dev.ramal.servers.processes.Server;
import dev.ramal.servers.processes.ServerFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.logging.LogManager;

/** Kafka, Postgres and Keycloak together. */
public record Servers(KafkaServer kafka, PostgresServer postgres, KeycloakServer keycloak) {
  static {
    // Before threads start the servers: two that touch logging first, at the same time, can wait
    // for each other for ever inside of JBoss LogManager's class initializers.
    LogManager.getLogManager();
  }

  /**
   * Child processes of this JVM; their data stays in the folder.
   *
   * @param ports the same at every start, where addresses must last
   */
  public static Servers embedded(
      Path folder, ServerPorts ports, RealmSettings settings, Map<String, String> secrets) {
    return new Servers(
        new EmbeddedKafka(folder.resolve("kafka"), ports.kafka(), ports.kafkaController()),
        new EmbeddedPostgresServer(folder.resolve("postgres"), ports.postgres()),
        new EmbeddedKeycloak(
            folder.resolve("keycloak"),
            realm(folder, settings),
            secrets,
            ports.keycloak(),
            ports.keycloakManagement(),
            settings.keycloak()));
  }

  /** Containers where a container engine answers, else {@link #embedded}. */
  public static Servers forTests(Path folder, Map<String, String> secrets) {
    return ContainerEngine.answers()
        ? new Servers(
            new ContainerKafka(),
            new ContainerPostgres(),
            new ContainerKeycloak(realm(folder, RealmSettings.asWritten()), secrets))
        : embedded(folder, ServerPorts.free(), RealmSettings.asWritten(), secrets);
  }

  private static Path realm(Path folder, RealmSettings settings) {
    return RealmFile.withPasswordGrant(folder.resolve("realm/ramal-realm.json"), settings);
  }

  public List<Server> all() {
    return List.of(kafka, postgres, keycloak);
  }

  /**
   * Starts all at the same time.
   *
   * @param progress told a line per server that is ready
   * @throws ServerFailure of the first server that fails; the others are stopped
   */
  public void start(Consumer<String> progress) {
    List<CompletableFuture<Void>> starts =
        all().stream().map(server -> begin(server, progress)).toList();
    try {
      CompletableFuture.allOf(starts.toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException e) {
      stop();
      throw e.getCause() instanceof ServerFailure failure
          ? failure
          : new ServerFailure("a server did not start: " + e.getCause(), e.getCause());
    }
  }

  /**
   * Starts one of them and returns at once.
   *
   * @param progress told a line when it is ready
   * @return ends when it is ready, or with its {@link ServerFailure}
   */
  public static CompletableFuture<Void> begin(Server server, Consumer<String> progress) {
    return CompletableFuture.runAsync(() -> start(server, progress), Servers::run);
  }

  public void stop() {
    List<CompletableFuture<Void>> stops =
        all().stream().map(s -> CompletableFuture.runAsync(s::stop, Servers::run)).toList();
    CompletableFuture.allOf(stops.toArray(CompletableFuture[]::new))
        .exceptionally(failure -> null)
        .join();
  }

  private static void start(Server server, Consumer<String> progress) {
    long begin = System.nanoTime();
    server.start();
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    progress.accept("%s ready after %.1f s".formatted(server.name(), took.toMillis() / 1000.0));
  }

  private static void run(Runnable task) {
    Thread thread = new Thread(task, "servers");
    thread.setDaemon(true);
    thread.start();
  }
}
