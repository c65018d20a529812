package dev.ramal.messaging.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.Carrier;
import dev.ramal.messaging.message.FailureCause;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("MSG-06 carriers' codes in Portuguese")
class FailureReasonsTest {
  private final FailureReasons reasons = new FailureReasons();

  @ParameterizedTest
  @CsvSource({
    "TWILIO, 21211, não é válido",
    "TWILIO, 21610, não receber",
    "TWILIO, 21614, não é um celular",
    "TWILIO, 30003, fora de alcance",
    "TWILIO, 30004, bloqueada",
    "TWILIO, 30005, não existe",
    "TWILIO, 30006, telefone fixo",
    "TWILIO, 30007, spam",
    "TWILIO, 30008, motivo desconhecido",
    "TWILIO, 63016, 24 horas",
    "TELNYX, 40300, não receber",
    "TELNYX, 40008, não pôde ser entregue",
    "TELNYX, 40318, fila"
  })
  void shouldTranslateTheCodesWeMeet(Carrier carrier, String code, String words) {
    // When
    FailureCause cause = reasons.translate(carrier, code);
    // Then
    assertThat(cause.code()).isEqualTo(code);
    assertThat(cause.reason()).contains(words);
  }

  @Test
  void shouldHaveWordsForAnUnknownCodeAndForNone() {
    // When
    FailureCause unknown = reasons.translate(Carrier.TWILIO, "99999");
    FailureCause none = reasons.translate(Carrier.TELNYX, null);
    // Then
    assertThat(unknown.code()).isEqualTo("99999");
    assertThat(unknown.reason()).isNotBlank();
    assertThat(none.reason()).isNotBlank();
    assertThat(reasons.ours("template-required").reason()).contains("24 horas");
    for (String source : List.of("ramal", "twilio", "telnyx")) {
      assertThat(reasons.table(source).values()).allMatch(reason -> reason.endsWith("."));
    }
  }

  @Test
  @DisplayName("MSG-56 a carrier's opt-out is an opt-out here: nothing more is sent on the channel")
  void shouldKnowTheCodesOfAnOptOut() {
    // Given
    FailureReasons reasons = new FailureReasons();
    // Then
    assertThat(reasons.isOptOut(Carrier.TWILIO, "21610")).isTrue();
    assertThat(reasons.isOptOut(Carrier.TELNYX, "40300")).isTrue();
    assertThat(reasons.isOptOut(Carrier.TWILIO, "30003")).isFalse();
    assertThat(reasons.isOptOut(Carrier.TELNYX, null)).isFalse();
  }
}
