package dev.ramal.messaging.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ramal.events.E164;
import dev.ramal.kit.problem.Problem;
import dev.ramal.kit.problem.ProblemException;
import dev.ramal.numbering.DialableNumber;
import java.text.Normalizer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName(
    "MSG-29 a number is written to in one spelling, or refused with the one that was meant")
class ValidMessageTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      nullValues = "-",
      value = {
        "+55011987654321, +5511987654321",
        "+5511333344445, -",
        "+5520987654321, -",
        "+11987654321, +5511987654321",
        "(11) 98765-0013, +5511987650013",
        "0 15 11 98765-4321, +5511987654321",
        "9090 11 98765-4321, +5511987654321",
        "+559001234567, -",
        "+5500987654321, -",
        "+55800123456789, -",
        "+10000000000, -",
        "-, -",
        "11 3333-4444 ramal 12, +551133334444",
        "+266696687, -"
      })
  void shouldSuggestWhatWasMeant(String to, String suggestion) {
    // Given
    NewMessage asked = new NewMessage(to, "sms", "Olá", null, null, null, null, null);

    // When
    Problem problem =
        catchThrowableOfType(ProblemException.class, () -> ValidMessage.of(asked)).problem();

    // Then
    assertThat(problem.errors()).singleElement().extracting("field").isEqualTo("to");
    assertThat(problem.more().get("suggestion")).isEqualTo(suggestion);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "BR.84729103348571620033, WhatsApp gives a person",
    "27182, a short code or a name",
    "MAGALU, a short code or a name",
    "11, in E.164"
  })
  void shouldSayWhatItIsInsteadOfANumber(String to, String expected) {
    // Given
    NewMessage asked = new NewMessage(to, "whatsapp", "Olá", null, null, null, null, null);

    // When
    Problem problem =
        catchThrowableOfType(ProblemException.class, () -> ValidMessage.of(asked)).problem();

    // Then
    assertThat(problem.errors().get(0).message()).contains(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "+5215512345678, +525512345678",
    "+525512345678, +525512345678",
    "+541123456789, +5491123456789",
    "+551187654321, +5511987654321",
    "+558007654321, +558007654321"
  })
  void shouldWriteToTheSpellingOfTheThread(String to, E164 expected) {
    // Given
    NewMessage asked =
        new NewMessage(to, "whatsapp", "Hola, soy Rita", null, null, null, null, null);

    // When
    ValidMessage message = ValidMessage.of(asked);

    // Then
    assertThat(message.to()).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"+5493511234567", "+19555550123"})
  void shouldAnswerWhoeverHasANumberNewerThanThePhoneLibrary(String to) {
    // Given
    NewMessage asked =
        new NewMessage(to, "whatsapp", "Hola, soy Rita", null, null, null, null, null);
    assertThat(DialableNumber.of(to)).isEmpty();

    // When
    ValidMessage message = ValidMessage.of(asked);

    // Then
    assertThat(message.to()).isEqualTo(E164.of(to));
  }

  @Test
  @DisplayName("MSG-39 a text is sent with each letter and its accent as one character")
  void shouldComposeWhatCameDecomposed() {
    // Given
    String decomposed = Normalizer.normalize("João", Normalizer.Form.NFD);
    NewMessage asked =
        new NewMessage("+5511987654321", "sms", decomposed, null, null, null, null, null);

    // When
    ValidMessage message = ValidMessage.of(asked);

    // Then
    assertThat(message.body()).isEqualTo("João");
  }
}
