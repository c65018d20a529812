package dev.ramal.sandbox.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ramal.sandbox.processes.SandboxPorts;
import dev.ramal.sandbox.state.SandboxFailure;
import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PreconditionsTest {
  @Test
  void shouldNameATakenPort() throws IOException {
    // Given
    try (ServerSocket taken = new ServerSocket(0)) {
      // Then
      assertThatThrownBy(() -> Preconditions.portIsFree(taken.getLocalPort()))
          .isInstanceOf(SandboxFailure.class)
          .hasMessage(
              "Port %d is taken by another program; free it or set RAMAL_PORT.",
              taken.getLocalPort());
    }
  }

  @Test
  void shouldNameWhoWouldUseATakenPortBehindTheEntry() throws IOException {
    // Given
    SandboxPorts ports = SandboxPorts.free();
    int kafka = ports.servers().kafka();
    try (ServerSocket taken = new ServerSocket(kafka)) {
      // Then
      assertThat(taken.isBound()).isTrue();
      assertThatThrownBy(() -> Preconditions.check(ports))
          .isInstanceOf(SandboxFailure.class)
          .hasMessage(
              "Port %d, which Kafka would use, is taken by another program; free it or set"
                  + " RAMAL_PORT, which all ports follow.",
              kafka);
    }
  }

  @Test
  void shouldNotCallAPortTakenThatMayNotBeUsed() {
    // When
    SandboxFailure refused = Preconditions.refusedPort(80, new BindException("Permission denied"));

    // Then
    assertThat(refused)
        .hasMessage(
            "Port 80 is open to administrators only on this machine;"
                + " set RAMAL_PORT to one above 1023.");
  }

  @Test
  void shouldNameTheMemoryThatIsMissing() {
    // Then
    assertThatThrownBy(() -> Preconditions.memorySuffices(1024))
        .hasMessage("The sandbox needs 3584 MiB of free memory, and this machine has 1024 MiB.");
    assertThatCode(() -> Preconditions.memorySuffices(8192)).doesNotThrowAnyException();
  }
}
