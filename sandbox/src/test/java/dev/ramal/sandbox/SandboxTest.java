package dev.ramal.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.sandbox.commands.RamalCommand;
import dev.ramal.sandbox.state.SandboxFailure;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxTest {
  @ParameterizedTest
  @ValueSource(classes = {IllegalStateException.class, AssertionError.class, SandboxFailure.class})
  void shouldEndWithOneWhateverACommandThrows(Class<? extends Throwable> kind) {
    // Given
    RamalCommand command =
        arguments -> {
          if (kind == AssertionError.class) {
            throw new AssertionError("for the test");
          }
          throw kind == SandboxFailure.class
              ? new SandboxFailure("for the test")
              : new IllegalStateException("for the test");
        };

    // When
    int code = Sandbox.run(command, List.of());

    // Then
    assertThat(code).isEqualTo(1);
  }
}
