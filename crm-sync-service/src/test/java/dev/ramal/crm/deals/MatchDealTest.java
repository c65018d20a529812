package dev.ramal.crm.deals;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchDealTest {
  @DisplayName("CRM-123 of a call with a hidden number it is said that it is hidden")
  @ParameterizedTest
  @CsvSource({
    "withheld, quem ligou não mostra o número: escolha a negociação",
    "+266696687, quem ligou não mostra o número: escolha a negociação",
    "+5511987654321, nenhum contato com este número"
  })
  void shouldSayWhyNobodyIsFound(String phone, String expected) {
    // Then
    assertThat(MatchDeal.whyNobody(phone)).isEqualTo(expected);
  }
}
