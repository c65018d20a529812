package dev.ramal.messaging.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.E164;
import dev.ramal.numbering.Spellings;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("MSG-05 one spelling of a contact's number")
class ContactSpellingTest {
  @ParameterizedTest
  @CsvSource({
    "+551188887777, +5511988887777",
    "+558499998888, +5584999998888",
    "+5511988887777, +5511988887777",
    "+551140028922, +551140028922",
    "+5215512345678, +525512345678",
    "+525512345678, +525512345678",
    "+541123456789, +5491123456789",
    "+5491123456789, +5491123456789",
    "+14155550123, +14155550123"
  })
  void shouldKnowOnePersonByOneSpelling(String spelled, String expected) {
    // Given
    E164 number = E164.of(spelled);
    // When
    E164 contact = Spellings.current(number);
    // Then
    assertThat(contact).isEqualTo(E164.of(expected));
  }
}
