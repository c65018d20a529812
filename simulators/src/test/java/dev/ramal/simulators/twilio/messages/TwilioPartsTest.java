package dev.ramal.simulators.twilio.messages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("SIM-640 count the parts of an SMS as Twilio bills them")
class TwilioPartsTest {
  @ParameterizedTest
  @CsvSource({
    "a, 160, 1", "a, 161, 2", "CABEÇA, 26, 1", "ç, 70, 1", "ç, 71, 2", "], 80, 1", "], 153, 3",
    "😀, 35, 1", "😀, 67, 3", "👍🏽, 32, 2", "👍🏽, 33, 3", "👨‍👩‍👧‍👦, 13, 3", "🇧🇷, 33, 3",
        "e\u0301, 70, 3"
  })
  void shouldKeepEachCharacterInOnePart(String character, int times, int parts) {
    // When
    int counted = TwilioParts.count(character.repeat(times));

    // Then
    assertThat(counted).isEqualTo(parts);
  }
}
