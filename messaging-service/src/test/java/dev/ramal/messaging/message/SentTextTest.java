package dev.ramal.messaging.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("MSG-38 a text that the carrier has rewritten is found, and never sent twice")
class SentTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Olá João, a promoção começa amanhã | Ola Joao, a promocao comeca amanha",
        "R$\u00a01.234,50 à vista | R$  1.234,50 a vista",
        "uma\tproposta | uma       proposta",
        "“Oi” – tudo bem… | \"Oi\" - tudo bem..."
      })
  void shouldKnowATextAgainThatWasRewritten(String ours, String theirs) {
    // Then
    assertThat(SentText.of(ours)).isEqualTo(SentText.of(theirs));
  }

  @Test
  void shouldKnowDecomposedLettersAgain() {
    // Given
    String decomposed = Normalizer.normalize("João", Normalizer.Form.NFD);
    // Then
    assertThat(SentText.of("João"))
        .isEqualTo(SentText.of(decomposed))
        .isEqualTo(SentText.of("Joa~o"));
    assertThat(SentText.of("👍")).isNotEqualTo(SentText.of("👎")).isEqualTo(SentText.of("👍 "));
    assertThat(SentText.of("Sim")).isNotEqualTo(SentText.of("Não"));
  }
}
