package dev.ramal.sandbox.checks;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ramal.sandbox.SandboxFailure;
import java.io.IOException;
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
  void shouldNameTheMemoryThatIsMissing() {
    // Then
    assertThatThrownBy(() -> Preconditions.memorySuffices(1024))
        .hasMessage("The sandbox needs 3584 MiB of free memory, and this machine has 1024 MiB.");
    assertThatCode(() -> Preconditions.memorySuffices(8192)).doesNotThrowAnyException();
  }
}
