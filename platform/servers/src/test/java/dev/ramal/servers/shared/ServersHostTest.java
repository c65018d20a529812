package dev.ramal.servers.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.servers.keycloak.EmbeddedKeycloak;
import dev.ramal.servers.processes.JavaCommand;
import dev.ramal.servers.processes.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("servers")
class ServersHostTest {
  @TempDir Path folder;

  /** Else it is not the servers that are ended, but half a minute of preparing, which is lost. */
  @BeforeAll
  static void prepare() {
    EmbeddedKeycloak.prepare();
  }

  /** Those of the build come up while the next module, which needs none, is compiled and tested. */
  @AfterAll
  static void beginWithThoseOfTheBuild() {
    SharedServers.begin();
  }

  @Test
  void shouldLeaveNothingBehindWhenItIsEndedWhileStarting() throws Exception {
    // Given
    Process host = host();
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> servers(host).size() == 3 || !host.isAlive());
    assertThat(host.isAlive()).isTrue();
    List<ProcessHandle> servers = servers(host);

    // When
    host.destroy();

    // Then
    assertThat(host.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(folder.resolve("servers.json")).doesNotExist();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(servers).noneMatch(ProcessHandle::isAlive));
  }

  private Process host() throws IOException {
    List<String> options =
        List.of("-Xmx128m", "-Dramal.containers=false", "-Dramal.root=" + Workspace.root());
    List<String> arguments =
        List.of(folder.resolve("data").toString(), folder.resolve("servers.json").toString(), "0");
    return new ProcessBuilder(
            JavaCommand.of(ServersHost.class.getName(), folder, options, arguments))
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("host.log").toFile())
        .start();
  }

  /** Kafka and Keycloak as its children, and Postgres, which leaves its starter at once. */
  private List<ProcessHandle> servers(Process host) throws IOException {
    List<ProcessHandle> servers =
        new ArrayList<>(host.children().filter(ServersHostTest::isKafkaOrKeycloak).toList());
    Path postmaster = folder.resolve("data/postgres/data/postmaster.pid");
    if (Files.exists(postmaster)) {
      Files.readAllLines(postmaster).stream()
          .findFirst()
          .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.trim())))
          .ifPresent(servers::add);
    }
    return servers;
  }

  private static boolean isKafkaOrKeycloak(ProcessHandle child) {
    String command = child.info().commandLine().orElse("");
    return command.contains("KafkaNode") || command.contains("QuarkusEntryPoint");
  }
}
