package dev.ramal.messaging.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("MSG-55 the window belongs to the pair of numbers: the one they wrote to answers")
class ServiceWindowsTest {
  private static final String ONE = "+551130001000";
  private static final String OTHER = "+551130002000";
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  @Test
  void shouldKeepAWindowForEachNumberOfOurs() {
    // When
    ServiceWindows windows =
        ServiceWindows.read("{}")
            .with(ONE, NOON)
            .with(OTHER, NOON.plusSeconds(60))
            .with(ONE, NOON.minusSeconds(60));
    // Then
    assertThat(windows.of(ONE).lastInboundAt()).isEqualTo(NOON);
    assertThat(windows.latest().lastInboundAt()).isEqualTo(NOON.plusSeconds(60));
    assertThat(windows.open(NOON.plusSeconds(90))).containsExactly(OTHER, ONE);
    assertThat(windows.open(NOON.plus(Duration.ofHours(24)))).containsExactly(OTHER);
    assertThat(windows.of("+551130003000").isOpen(NOON)).isFalse();
    assertThat(ServiceWindows.read(windows.write())).isEqualTo(windows);
  }

  @Test
  void shouldReadWhatTheMigrationWrote() {
    // Given
    String json = "{\"+551130001000\": \"2026-03-02T12:00:00.000000Z\"}";
    // Then
    assertThat(ServiceWindows.read(json).of(ONE).lastInboundAt()).isEqualTo(NOON);
  }
}
