package dev.ramal.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CleanTextTest {
  @ParameterizedTest
  @CsvSource({
    "'Olá\u0000!', Olá!",
    "'\u0000a\u0000\u0000b\u0000', ab",
    "'a\ud83db', ab",
    "'a\ude00b', ab",
    "'\ud83d', ''",
    "'\ude00\ud83d', ''",
    "'a\ud83d\ude00b', 'a\ud83d\ude00b'",
    "'\ud83d\ud83d\ude00', '\ud83d\ude00'",
    "Olá, Olá",
    "'', ''"
  })
  void shouldLeaveOutWhatNoStoreHolds(String text, String expected) {
    // When
    String clean = CleanText.of(text);

    // Then
    assertThat(clean).isEqualTo(expected);
    assertThat(CleanText.isClean(text)).isEqualTo(text.equals(expected));
  }

  @Test
  void shouldTakeNothingForClean() {
    // When
    String clean = CleanText.of(null);

    // Then
    assertThat(clean).isNull();
    assertThat(CleanText.isClean(null)).isTrue();
  }
}
