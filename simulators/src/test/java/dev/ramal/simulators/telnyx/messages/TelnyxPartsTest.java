package dev.ramal.simulators.telnyx.messages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("SIM-641 count the parts of an SMS as Telnyx bills them")
class TelnyxPartsTest {
  @ParameterizedTest
  @CsvSource({
    "a, 160, 1",
    "a, 161, 2",
    "CABEÇA, 11, 1",
    "CABEÇA, 12, 2",
    "é, 160, 1",
    "€, 153, 2",
    "😀, 67, 2",
    "Σ, 71, 2"
  })
  void shouldDivideWhatIsListedAndWhatIsNot(String character, int times, int parts) {
    // When
    int counted = TelnyxParts.count(character.repeat(times));

    // Then
    assertThat(counted).isEqualTo(parts);
  }
}
