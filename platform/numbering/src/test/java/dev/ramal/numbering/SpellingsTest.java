package dev.ramal.numbering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.E164;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingsTest {
  @Test
  void shouldAddTheNinthDigitToAnOldMobile() {
    // Given
    E164 oldMobile = E164.of("+554187654321");

    // When
    List<String> spellings = Spellings.of(oldMobile);

    // Then
    assertThat(spellings).startsWith("+554187654321").contains("+5541987654321", "41987654321");
  }

  @Test
  void shouldNotInventANinthDigitForALandline() {
    // Given
    E164 landline = E164.of("+551131655854");

    // When
    List<String> spellings = Spellings.of(landline);

    // Then
    assertThat(spellings)
        .containsExactly("+551131655854", "551131655854", "1131655854", "(11) 3165-5854");
  }

  @Test
  void shouldKeepAForeignNumberAsItIs() {
    // Given
    E164 foreign = E164.of("+14155550100");

    // When
    List<String> spellings = Spellings.of(foreign);

    // Then
    assertThat(spellings).containsExactly("+14155550100", "14155550100");
  }
}
