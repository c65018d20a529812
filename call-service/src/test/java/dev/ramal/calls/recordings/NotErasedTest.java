package dev.ramal.calls.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.kit.jobs.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class NotErasedTest {
  @Test
  @DisplayName("CALL-645 an erasing that was too fast pauses its account, all else is repeated")
  void shouldPassOnThatItWasTooFast() {
    // Given
    Outcome<String> fast = new Outcome.Throttled<>(Duration.ofSeconds(7), "throttled");

    // Then
    assertThat(NotErased.<String>because(new NotErased(fast))).isEqualTo(fast);
    assertThat(NotErased.<String>because(new NotErased(new Outcome.Unknown<>("no answer"))))
        .isEqualTo(new Outcome.NotTaken<>("NotErased"));
    assertThat(NotErased.<String>because(new IllegalStateException("no step")))
        .isEqualTo(new Outcome.NotTaken<>("IllegalStateException"));
  }
}
