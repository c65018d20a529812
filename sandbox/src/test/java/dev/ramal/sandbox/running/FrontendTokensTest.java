package dev.ramal.sandbox.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ramal.sandbox.state.SandboxFailure;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FrontendTokensTest {
  @Test
  void shouldTakeWholeSecondsOnlyAndNothingForTheUsual() {
    // Then
    assertThat(seconds("12")).contains(12);
    assertThat(seconds("")).isEmpty();
    assertThatThrownBy(() -> seconds("1m"))
        .isInstanceOf(SandboxFailure.class)
        .hasMessage("RAMAL_FRONTEND_TOKEN_SECONDS takes whole seconds above 0, not \"1m\".");
  }

  private static Optional<Integer> seconds(String given) {
    return FrontendTokens.seconds(Map.of(FrontendTokens.SETTING, given));
  }
}
