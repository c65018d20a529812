package dev.ramal.messaging.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ramal.events.E164;
import dev.ramal.events.EventJson;
import dev.ramal.kit.problem.Problem;
import dev.ramal.kit.problem.ProblemException;
import dev.ramal.numbering.DialableNumber;
import java.text.Normalizer;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName(
    "MSG-29 a number is written to in one spelling, or refused with the one that was meant")
class ValidMessageTest {
  private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

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
    NewMessage asked = asked(to, "sms", "Olá");

    // When
    Problem problem =
        catchThrowableOfType(ProblemException.class, () -> ValidMessage.of(asked, NOW)).problem();

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
    NewMessage asked = asked(to, "whatsapp", "Olá");

    // When
    Problem problem =
        catchThrowableOfType(ProblemException.class, () -> ValidMessage.of(asked, NOW)).problem();

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
    NewMessage asked = asked(to, "whatsapp", "Hola, soy Rita");

    // When
    ValidMessage message = ValidMessage.of(asked, NOW);

    // Then
    assertThat(message.to()).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"+5493511234567", "+19555550123"})
  void shouldAnswerWhoeverHasANumberNewerThanThePhoneLibrary(String to) {
    // Given
    NewMessage asked = asked(to, "whatsapp", "Hola, soy Rita");
    assertThat(DialableNumber.of(to)).isEmpty();

    // When
    ValidMessage message = ValidMessage.of(asked, NOW);

    // Then
    assertThat(message.to()).isEqualTo(E164.of(to));
  }

  @Test
  @DisplayName("MSG-39 a text is sent with each letter and its accent as one character")
  void shouldComposeWhatCameDecomposed() {
    // Given
    String decomposed = Normalizer.normalize("João", Normalizer.Form.NFD);
    NewMessage asked = asked("+5511987654321", "sms", decomposed);

    // When
    ValidMessage message = ValidMessage.of(asked, NOW);

    // Then
    assertThat(message.body()).isEqualTo("João");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "to        | `to`: `11987654321`, `channel`: `sms`, `body`: `Oi`             | 400"
            + " MESSAGES-0070",
        "to        | `to`: `+551133334444`, `channel`: `sms`, `body`: `Oi`           | 422"
            + " MESSAGES-0071",
        "to        | `to`: `+558007654321`, `channel`: `sms`, `body`: `Oi`           | 422"
            + " MESSAGES-0071",
        "body      | `to`: `+5511987654321`, `channel`: `sms`, `body`: `1601`        | 400"
            + " MESSAGES-0072",
        "body      | `to`: `+5511987654321`, `channel`: `whatsapp`, `body`: `4097`   | 400"
            + " MESSAGES-0072",
        "body      | `to`: `+5511987654321`, `channel`: `sms`, `body`: ` `           | 400"
            + " MESSAGES-0001",
        "sendAt    | `to`: `+5511987654321`, `channel`: `sms`, `body`: `Oi`, `sendAt`: `amanha` |"
            + " 400 MESSAGES-0073",
        "sendAt    | `to`: `+5511987654321`, `channel`: `sms`, `body`: `Oi`, `sendAt`:"
            + " `2026-03-02T12:00:00Z` | 400 MESSAGES-0073",
        "sendAt    | `to`: `+5511987654321`, `channel`: `sms`, `body`: `Oi`, `sendAt`:"
            + " `2026-04-06T12:00:01Z` | 400 MESSAGES-0073",
        "mediaUrls | `to`: `+5511987654321`, `channel`: `whatsapp`, `mediaUrls`:"
            + " [`1`,`2`,`3`,`4`,`5`,`6`,`7`,`8`,`9`,`10`,`11`] | 400 MESSAGES-0001",
        "buttons   | `to`: `+5511987654321`, `channel`: `sms`, `body`: `Vamos?`, `buttons`:"
            + " [{`title`: `Sim`}] | 400 MESSAGES-0001",
        "buttons   | `to`: `+5511987654321`, `channel`: `whatsapp`, `body`: `Vamos?`, `buttons`:"
            + " [{`title`: `A`}, {`title`: `B`}, {`title`: `C`}, {`title`: `D`}] | 400"
            + " MESSAGES-0001",
        "buttons[1].title | `to`: `+5511987654321`, `channel`: `whatsapp`, `body`: `Vamos?`,"
            + " `buttons`: [{`title`: `Sim`}, {`title`: `Sim`}] | 400 MESSAGES-0001",
        "buttons[0].title | `to`: `+5511987654321`, `channel`: `whatsapp`, `body`: `Vamos?`,"
            + " `buttons`: [{`title`: `mais de vinte caracteres`}] | 400 MESSAGES-0001"
      })
  @DisplayName("MSG-279 bad input has a code of its own and names the field")
  void shouldNameTheFieldAndTheRule(String field, String members, String expected) {
    // Given
    String json = "{" + members.replace('`', '"') + "}";
    NewMessage asked = EventJson.read(json, NewMessage.class);
    String body = asked.body();
    NewMessage whole =
        body != null && body.matches("[0-9]{4}")
            ? asked(asked.to(), asked.channel(), "ã".repeat(Integer.parseInt(body)))
            : asked;

    // When
    Problem problem =
        catchThrowableOfType(ProblemException.class, () -> ValidMessage.of(whole, NOW)).problem();

    // Then
    assertThat(problem.errors()).singleElement().extracting("field").isEqualTo(field);
    assertThat(problem.status() + " " + problem.code()).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{index}")
  @ValueSource(
      strings = {
        "\u200B\u2060\uFEFF\u00AD",
        " \u200D\u00A0\n\u3000",
        "\u2800\u3164\uFE0F\u034F",
        "\u202E\u2066\uDB40\uDC41"
      })
  @DisplayName("MSG-391 a text of which nothing would be seen is refused, not paid for")
  void shouldRefuseWhatNobodyWouldSee(String nothing) {
    // When
    Problem problem =
        catchThrowableOfType(
                ProblemException.class,
                () -> ValidMessage.of(asked("+5511987654321", "sms", nothing), NOW))
            .problem();
    ValidMessage seen =
        ValidMessage.of(asked("+5511987654321", "sms", nothing + "👩‍👧" + nothing), NOW);

    // Then
    assertThat(problem.status() + " " + problem.code()).isEqualTo("400 MESSAGES-0001");
    assertThat(problem.errors()).singleElement().extracting("field").isEqualTo("body");
    assertThat(seen.body()).isEqualTo(nothing + "👩‍👧" + nothing);
  }

  @Test
  @DisplayName("MSG-279 bad input has a code of its own and names the field")
  void shouldNameEveryFieldWhereSeveralAreWrong() {
    // When
    Problem problem =
        catchThrowableOfType(
                ProblemException.class,
                () -> ValidMessage.of(asked("11987654321", "sms", "ã".repeat(1601)), NOW))
            .problem();

    // Then
    assertThat(problem.code()).isEqualTo("MESSAGES-0001");
    assertThat(problem.errors()).extracting("field").containsExactly("to", "body");
    assertThat(problem.more()).containsEntry("suggestion", "+5511987654321");
  }

  @Test
  @DisplayName("MSG-279 bad input has a code of its own and names the field")
  void shouldTakeWhatOneCarrierTakesByWhatsApp() {
    // When
    ValidMessage message =
        ValidMessage.of(asked("+551133334444", "whatsapp", "ã".repeat(4096)), NOW);

    // Then
    assertThat(message.to()).isEqualTo(E164.of("+551133334444"));
    assertThat(message.sendAt()).isNull();
  }

  private static NewMessage asked(String to, String channel, String body) {
    return new NewMessage(to, channel, body, null, null, null, null, null, null, null, null);
  }
}
