package dev.ramal.servers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.servers.keycloak.EmbeddedKeycloak;
import dev.ramal.servers.keycloak.RealmFile;
import dev.ramal.servers.postgres.EmbeddedPostgresServer;
import dev.ramal.servers.processes.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever stops a server that is still starting must not leave its process behind. */
@Tag("servers")
class StopWhileStartingTest {
  @TempDir Path folder;

  @Test
  void shouldEndKeycloakThatIsNotReadyYet() {
    // Given
    EmbeddedKeycloak keycloak =
        new EmbeddedKeycloak(folder, RealmFile.path(), RealmFile.secrets(Map.of()));
    CompletableFuture<Void> start = CompletableFuture.runAsync(keycloak::start);
    ProcessHandle process = started(keycloak, start);
    assertThat(start).isNotDone();

    // When
    keycloak.stop();

    // Then
    assertThat(process.isAlive()).isFalse();
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(start::isCompletedExceptionally);
  }

  @Test
  void shouldEndPostgresThatIsNotReadyYet() {
    // Given
    EmbeddedPostgresServer postgres = new EmbeddedPostgresServer(folder);
    CompletableFuture<Void> start = CompletableFuture.runAsync(postgres::start);
    ProcessHandle process = started(postgres, start);

    // When
    postgres.stop();

    // Then
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !process.isAlive());
  }

  @Test
  void shouldNotTakeTheProcessOfAnEarlierFileForPostgres() throws IOException {
    // Given
    Path data = Files.createDirectories(folder.resolve("data"));
    long somebody = ProcessHandle.current().pid();
    Files.write(
        data.resolve("postmaster.pid"), List.of("" + somebody, "" + data, "1700000000", "5432"));

    // When: at the port of then, as at every start of a sandbox
    EmbeddedPostgresServer postgres = new EmbeddedPostgresServer(folder, 5432);

    // Then
    assertThat(postgres.pid()).isZero();
    postgres.stop();
  }

  private static ProcessHandle started(Server server, CompletableFuture<Void> start) {
    AtomicReference<ProcessHandle> process = new AtomicReference<>();
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> {
              ProcessHandle.of(server.pid()).ifPresent(process::set);
              return process.get() != null || start.isDone();
            });
    return process.get();
  }
}
