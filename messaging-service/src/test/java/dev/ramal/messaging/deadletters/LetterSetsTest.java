package dev.ramal.messaging.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.testkit.Tenants;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LetterSetsTest {
  @Test
  @DisplayName("MSG-513 a set ends at so many letters or so many bytes, and never without a letter")
  void shouldBoundASetByNumberAndBytes() {
    // When
    List<List<WaitingLetter>> byNumber = LetterSets.of(letters(1, 1, 1, 1, 1), 2, 100, 0);
    List<List<WaitingLetter>> byBytes = LetterSets.of(letters(60, 40, 1, 500, 99), 10, 100, 0);
    List<List<WaitingLetter>> grown = LetterSets.of(letters(60, 40, 1), 10, 100, 50);

    // Then
    assertThat(byNumber).extracting(List::size).containsExactly(2, 2, 1);
    assertThat(byBytes).extracting(List::size).containsExactly(2, 1, 1, 1);
    assertThat(byBytes.stream().flatMap(List::stream).toList())
        .isEqualTo(letters(60, 40, 1, 500, 99));
    assertThat(grown).extracting(List::size).containsExactly(1, 1, 1);
    assertThat(LetterSets.first(List.of(), 10, 100, 0)).isEmpty();
  }

  private static List<WaitingLetter> letters(int... bytes) {
    return IntStream.range(0, bytes.length)
        .mapToObj(
            i ->
                new WaitingLetter(
                    new LetterPlace(Tenants.AURORA, "t", 0, i, Instant.EPOCH),
                    "k",
                    null,
                    null,
                    bytes[i]))
        .toList();
  }
}
