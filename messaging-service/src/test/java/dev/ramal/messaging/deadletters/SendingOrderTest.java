package dev.ramal.messaging.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.testkit.Tenants;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SendingOrderTest {
  @Test
  @DisplayName("MSG-501 letters of one key go in the order of their source, not of their deaths")
  void shouldKeepTheOrderOfEachKey() {
    // Given
    List<WaitingLetter> died =
        List.of(
            letter(0, "b", 7L),
            letter(1, "a", 31L),
            letter(2, "b", 5L),
            letter(3, null, 1L),
            letter(4, "a", 30L),
            letter(5, "b", null),
            letter(6, "a", 29L));

    // When
    List<WaitingLetter> order = SendingOrder.of(died);

    // Then
    assertThat(order)
        .extracting(letter -> letter.place().offset())
        .containsExactly(2L, 6L, 0L, 3L, 4L, 5L, 1L);
  }

  private static WaitingLetter letter(long offset, String key, Long sourceOffset) {
    return new WaitingLetter(
        new LetterPlace(Tenants.AURORA, "calls.events.v1.x.dlq", 0, offset, Instant.EPOCH),
        key,
        sourceOffset,
        null,
        1);
  }
}
