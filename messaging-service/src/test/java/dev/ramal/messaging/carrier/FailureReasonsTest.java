package dev.ramal.messaging.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.Carrier;
import dev.ramal.messaging.carrier.FailureTable.Explanation;
import dev.ramal.messaging.message.FailureCause;
import java.util.List;
import java.util.Locale;
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
      assertThat(reasons.table(source).values())
          .flatExtracting(
              told -> List.of(told.reason(), told.english(), told.advice(), told.adviceEnglish()))
          .allMatch(sentence -> sentence.length() > 10 && sentence.endsWith("."));
    }
  }

  @ParameterizedTest
  @DisplayName("MSG-164 each code is told in both languages, with what to do about it")
  @CsvSource({
    "TWILIO, 30003, switched off, Espere, Wait",
    "TWILIO, 63016, approved template, modelo aprovado, approved template",
    "TWILIO, opted-out, asked for no more, START, START",
    "TELNYX, 40333, spending limit, saldo, balance",
    "TELNYX, 99999, did not say why, portal, portal"
  })
  void shouldExplainInBothLanguages(
      String carrier, String code, String english, String advice, String adviceEnglish) {
    // When
    Explanation told = FailureReasons.explain(Carrier.of(carrier.toLowerCase(Locale.ROOT)), code);
    // Then
    assertThat(told.english()).contains(english);
    assertThat(told.advice()).contains(advice);
    assertThat(told.adviceEnglish()).contains(adviceEnglish);
  }

  @Test
  @DisplayName("MSG-164 every code of the carriers' pages about messages has its words")
  void shouldKnowTheCodesOfTheCarriersPages() {
    // Then
    assertThat(reasons.table("twilio"))
        .containsKeys(
            ("20003 20404 20429 21205 21210 21211 21212 21214 21217 21408 21610 21614 21655 21656"
                    + " 30003 30004 30005 30006 30007 30008 63003 63013 63016 63018 63024 63027"
                    + " 63028 63032 63040 63041 63042 21606 21611 21612 21617 21602 21603 21604")
                .split(" "));
    assertThat(reasons.table("telnyx"))
        .containsKeys(
            "40005 40008 40014 40300 40309 40318 40333 10005 10009 10011 10015 10027".split(" "));
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
