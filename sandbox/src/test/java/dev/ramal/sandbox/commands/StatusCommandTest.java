package dev.ramal.sandbox.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.state.RunningProcess;
import dev.ramal.sandbox.state.SandboxStatus;
import dev.ramal.sandbox.state.SandboxStatus.KafkaStatus;
import dev.ramal.sandbox.state.SandboxStatus.KeycloakStatus;
import dev.ramal.sandbox.state.SandboxStatus.UserStatus;
import dev.ramal.sandbox.state.StateJson;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatusCommandTest {
  private static final RunningProcess US = RunningProcess.of("supervisor", ProcessHandle.current());

  /** As after a kill: the file says that it runs, and nobody is there. */
  private static final RunningProcess GONE =
      new RunningProcess("supervisor", ProcessHandle.current().pid(), 1);

  @Test
  void shouldTellNoSecretOfASandboxThatIsNoMore() throws Exception {
    // When
    String stopped = StatusCommand.json(StatusCommand.refreshed(status("running", null, GONE)));
    String failed = StatusCommand.json(StatusCommand.refreshed(status("failed", "Why.", GONE)));

    // Then
    assertThat(tree(stopped)).isEqualTo(tree("{\"state\":\"stopped\"}"));
    assertThat(tree(failed)).isEqualTo(tree("{\"state\":\"failed\",\"problem\":\"Why.\"}"));
  }

  @Test
  void shouldTellAllOfOneThatIsThere() throws Exception {
    // When
    JsonNode running =
        tree(StatusCommand.json(StatusCommand.refreshed(status("running", null, US))));

    // Then
    assertThat(running.path("state").asText()).isEqualTo("running");
    assertThat(running.at("/users/0/password").asText()).isEqualTo("a-password");
    assertThat(running.at("/readyAfterMillis/Kafka").asLong()).isEqualTo(3100);
  }

  @Test
  void shouldShowAPersonWhatCanBeCopiedAgainAndAgain() {
    // Given
    ByteArrayOutputStream shown = new ByteArrayOutputStream();

    // When
    Summary.print(status("running", null, US), new PrintStream(shown));

    // Then
    assertThat(shown.toString())
        .contains(
            "-H \"Idempotency-Key: $(date +%s)-$RANDOM\"",
            "http://localhost:8290/docs", "Simulated calls pass faster than your clock")
        .containsPattern("nina +a-password +\\(all\\) +operator");
  }

  private static SandboxStatus status(String state, String problem, RunningProcess supervisor) {
    String base = "http://localhost:8290";
    return new SandboxStatus(
        state,
        problem,
        base,
        base,
        Map.of(),
        new KafkaStatus("localhost:18291"),
        Map.of(),
        new KeycloakStatus(base + "/auth", "ramal", base + "/auth/token", "ramal-sandbox"),
        List.of(new UserStatus("nina", "a-password", null, List.of("operator"))),
        List.of(),
        Map.of(),
        supervisor,
        List.of(),
        Map.of("Kafka", 3100L));
  }

  private static JsonNode tree(String json) throws Exception {
    return StateJson.mapper().readTree(json);
  }
}
