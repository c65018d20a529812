package dev.ramal.sandbox.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ramal.sandbox.processes.SandboxPorts;
import dev.ramal.sandbox.processes.Service;
import dev.ramal.sandbox.state.SandboxFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpCommandTest {
  @Test
  void shouldPutEveryPortWhereThePageOfTheSandboxSaysItIs() {
    // When
    SandboxPorts ports = UpCommand.ports("8080");

    // Then
    assertThat(ports.entry()).isEqualTo(8080);
    assertThat(ports.servers().kafka()).isEqualTo(18081);
    assertThat(ports.servers().postgres()).isEqualTo(18083);
    assertThat(ports.servers().keycloak()).isEqualTo(18084);
    assertThat(ports.simulators())
        .containsEntry("twilio", 18091)
        .containsEntry("slack", 18094)
        .containsEntry("hubspot", 18095);
    assertThat(ports.of(Service.WEBHOOK_GATEWAY)).isEqualTo(18101);
    assertThat(ports.of(Service.BILLING_SERVICE)).isEqualTo(18105);
    assertThat(ports.behindTheEntry().values()).doesNotHaveDuplicates().hasSize(15);
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "", "0", "-1", "70000", "55501", "8080 "})
  void shouldRefuseWhatIsNoPortForAnEntry(String given) {
    // Then
    assertThatThrownBy(() -> UpCommand.ports(given))
        .isInstanceOf(SandboxFailure.class)
        .hasMessageStartingWith("RAMAL_PORT ");
  }

  @Test
  void shouldLeaveRoomForAllOthersAboveTheHighestEntry() {
    // Then
    assertThat(UpCommand.ports("" + SandboxPorts.HIGHEST).behindTheEntry().values())
        .allMatch(port -> port < 65_536);
  }
}
