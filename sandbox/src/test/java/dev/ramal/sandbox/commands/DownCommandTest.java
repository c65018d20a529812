package dev.ramal.sandbox.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.sandbox.state.RunningProcess;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DownCommandTest {
  @Test
  void shouldEndServicesBeforeWhatTheyLeanOn() {
    // Given
    List<RunningProcess> listed =
        Stream.of("Kafka", "Postgres", "Keycloak", "simulators", "webhook-gateway", "call-service")
            .map(name -> new RunningProcess(name, 1, 1))
            .toList();

    // When
    List<RunningProcess> ordered = DownCommand.inOrder(listed);

    // Then
    assertThat(ordered)
        .extracting(RunningProcess::name)
        .containsExactly(
            "webhook-gateway", "call-service", "Kafka", "Postgres", "Keycloak", "simulators");
  }
}
