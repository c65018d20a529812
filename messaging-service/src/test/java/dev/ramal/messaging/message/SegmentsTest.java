package dev.ramal.messaging.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.Channel;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("MSG-04 segments of the encoded text")
class SegmentsTest {
  @ParameterizedTest
  @CsvSource({
    "a, 1, 1", "a, 160, 1", "a, 161, 2", "a, 306, 2", "a, 307, 3", "a, 459, 3", "a, 460, 4",
    "€, 80, 1", "€, 81, 2", "[, 153, 3", "ã, 1, 1", "ã, 70, 1", "ã, 71, 2", "ã, 134, 2",
    "ã, 135, 3", "😀, 35, 1", "😀, 36, 2", "😀, 66, 2", "😀, 67, 3"
  })
  void shouldCountParts(String character, int times, int parts) {
    // Given
    String text = character.repeat(times);
    // When
    Segments segments = Segments.of(Channel.SMS, text);
    // Then
    assertThat(segments.count()).isEqualTo(parts);
  }

  @ParameterizedTest
  @CsvSource({
    "Ola Joao, GSM_7",
    "É à ñ Ç ü, GSM_7",
    "{ok}, GSM_7",
    "Olá, UCS_2",
    "açaí, UCS_2",
    "ç, UCS_2"
  })
  void shouldChooseTheEncodingByTheText(String text, Encoding encoding) {
    // Given // When
    Segments segments = Segments.of(Channel.SMS, text);
    // Then
    assertThat(segments.encoding()).isEqualTo(encoding);
  }

  @Test
  void shouldNotSplitAnEscapedCharacterOverTwoParts() {
    // Given
    String text = "a".repeat(152) + "€" + "a".repeat(152);
    // When
    Segments segments = Segments.of(Channel.SMS, text);
    // Then
    assertThat(segments.units()).isEqualTo(306);
    assertThat(segments.count()).isEqualTo(3);
  }

  @Test
  void shouldCountAWhatsAppMessageAsOne() {
    // Given
    String text = "ã".repeat(1000);
    // When
    Segments segments = Segments.of(Channel.WHATSAPP, text);
    // Then
    assertThat(segments.count()).isOne();
  }

  @Test
  void shouldCountAnEmptyTextAsOnePart() {
    // Given // When
    Segments segments = Segments.of(Channel.SMS, "");
    // Then
    assertThat(segments.count()).isOne();
  }
}
