package dev.ramal.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.sandbox.api.SandboxClient;
import dev.ramal.sandbox.running.Progress;
import dev.ramal.sandbox.running.Service;
import dev.ramal.sandbox.running.Supervisor;
import dev.ramal.sandbox.state.SandboxFolder;
import dev.ramal.sandbox.state.SandboxStatus;
import dev.ramal.sandbox.story.CrashStory;
import dev.ramal.sandbox.story.DemoStory;
import dev.ramal.sandbox.story.Story;
import dev.ramal.testkit.servers.FreePort;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** End to end: the packaged services in a sandbox of their own, after everything is packaged. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SandboxStories {
  private static Supervisor supervisor;
  private static SandboxClient client;

  @BeforeAll
  static void start() {
    SandboxFolder folder = new SandboxFolder(Path.of("target/stories").toAbsolutePath());
    folder.clean();
    supervisor = new Supervisor(folder, FreePort.next(), new Progress(System.out));
    client = new SandboxClient(supervisor.start());
  }

  @AfterAll
  static void stop() {
    if (supervisor != null) {
      supervisor.close();
    }
  }

  @Test
  @Order(1)
  @DisplayName("SBX-01 one call and one message, from click to invoice line")
  void shouldTellTheWholeStory() {
    // When
    Optional<Story.Failure> failure = DemoStory.of().play(client, System.out);

    // Then
    assertThat(failure).isEmpty();
  }

  @Test
  @Order(2)
  @DisplayName("SBX-02 the status file holds all that an outside client needs")
  void shouldTellWhatRuns() {
    // When
    SandboxStatus status = client.status();

    // Then
    assertThat(status.state()).isEqualTo("running");
    assertThat(status.services()).hasSize(Service.values().length);
    assertThat(status.services().values()).allMatch(s -> s.ready() && s.pid() > 0);
    assertThat(status.postgres()).hasSize(4);
    assertThat(status.users()).hasSize(11);
    assertThat(status.connections()).hasSize(4);
    assertThat(status.processes()).allMatch(process -> process.find().isPresent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"twilio", "telnyx"})
  @Order(3)
  @DisplayName("SBX-03 call-service is killed in the middle of a call")
  void shouldSurviveACrashOfCallService(String carrier) {
    // Given
    client.control().put("/clock", Map.of("pace", "accelerated", "factor", 4));

    // When
    Optional<Story.Failure> failure =
        CrashStory.of(
                carrier,
                () -> supervisor.service(Service.CALL_SERVICE).kill(),
                () -> supervisor.restart(Service.CALL_SERVICE))
            .play(client, System.out);

    // Then
    assertThat(failure).isEmpty();
  }
}
