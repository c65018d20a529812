package dev.ramal.kit.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FloorsTest {
  private static final List<Integer> OWNED = List.of(3, 4);

  private final Floors floors = new Floors();

  @Test
  void shouldRiseOnlyOnceAllTransactionsThatCouldFillInHaveEnded() {
    // Given
    floors.note(new OutboxStore.Progress(100, 10, 20));
    floors.note(new OutboxStore.Progress(200, 10, 30));

    // When
    floors.raise(OWNED, Map.of());

    // Then
    assertThat(floors.of(OWNED)).containsValues(1L);
    floors.note(new OutboxStore.Progress(300, 30, 40));
    floors.raise(OWNED, Map.of());
    assertThat(floors.of(OWNED)).containsOnly(Map.entry(3, 101L), Map.entry(4, 101L));
  }

  @Test
  void shouldStayBelowWhatWaits() {
    // Given
    floors.note(new OutboxStore.Progress(100, 10, 10));
    floors.note(new OutboxStore.Progress(200, 11, 11));
    floors.note(new OutboxStore.Progress(300, 12, 12));

    // When
    floors.raise(OWNED, Map.of(3, new OutboxStore.First(7, 1, "aurora", "aurora:k")));

    // Then
    assertThat(floors.of(OWNED)).containsOnly(Map.entry(3, 7L), Map.entry(4, 201L));
  }

  @Test
  void shouldBeginAnewWithAPartitionThatComesBack() {
    // Given
    floors.note(new OutboxStore.Progress(100, 10, 10));
    floors.note(new OutboxStore.Progress(200, 11, 11));
    floors.raise(OWNED, Map.of());

    // When
    floors.raise(List.of(4), Map.of());

    // Then
    assertThat(floors.of(OWNED)).containsEntry(3, 0L);
  }

  @Test
  void shouldServeEachPartitionFirstInItsTurn() {
    assertThat(floors.inTurn(OWNED, 0).keySet()).containsExactly(3, 4);
    assertThat(floors.inTurn(OWNED, 1).keySet()).containsExactly(4, 3);
    assertThat(floors.inTurn(List.of(), 1)).isEmpty();
  }
}
