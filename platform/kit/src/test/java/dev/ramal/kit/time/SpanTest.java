package dev.ramal.kit.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpanTest {
  @Test
  void shouldTakeATime() {
    assertThat(Span.asked("2026-03-02T15:00:00Z", IllegalArgumentException::new))
        .isEqualTo(Instant.parse("2026-03-02T15:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"+999999999-12-31T23:59:59Z", "1999-12-31T23:59:59Z", "2100-01-01T00:00:01Z"})
  void shouldRefuseWhatCannotBeCountedWith(String text) {
    assertThatThrownBy(() -> Span.asked(text, IllegalArgumentException::new))
        .hasMessage("must lie between 2000 and 2100");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "2026-03-02"})
  void shouldRefuseWhatIsNoTime(String text) {
    assertThatThrownBy(() -> Span.asked(text, IllegalArgumentException::new))
        .hasMessageStartingWith("must be RFC 3339");
  }
}
