package dev.ramal.calls.carrier.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoftphoneUserTest {

  @ParameterizedTest
  @DisplayName("CALL-126 an agent's id cannot name another host")
  @CsvSource({
    "ana, ana",
    "ana.b_c-1, ana.b_c-1",
    "ana@aurora.com.br, ana%40aurora.com.br",
    "x@evil.example;, x%40evil.example%3B",
    "'joão silva', jo%C3%A3o%20silva",
    "'a*b+c', a%2Ab%2Bc"
  })
  void shouldStayInTheUserPartOfTheAddress(String username, String user) {
    // When / Then
    assertThat(SipUser.of(username)).isEqualTo(user);
  }
}
