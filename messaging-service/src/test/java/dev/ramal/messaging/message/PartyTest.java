package dev.ramal.messaging.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("MSG-43 a sender that is no phone has a thread that says it cannot be answered")
class PartyTest {

  @ParameterizedTest
  @CsvSource({
    "+5511987654321, PHONE, +5511987654321",
    "+558001234567, PHONE, +558001234567",
    "27182, SHORT_CODE, 27182",
    "LOJAAZUL, NAME, LOJAAZUL",
    "BR.84729103348571620033, WHATSAPP_USER, BR.84729103348571620033",
    "' ', UNKNOWN, ''",
    ", UNKNOWN, ''"
  })
  void shouldTellWhatASenderIs(String told, Party.Kind kind, String value) {
    // When
    Party party = Party.read(told);
    // Then
    assertThat(party.kind()).isEqualTo(kind);
    assertThat(party.value()).isEqualTo(value);
    assertThat(party.number().isPresent()).isEqualTo(kind == Party.Kind.PHONE);
  }
}
