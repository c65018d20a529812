package dev.ramal.crm.rdstation.v1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ramal.crm.port.CrmFault;
import dev.ramal.crm.port.CrmPort.AccessToken;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RdV1CrmTest {
  @Test
  @DisplayName("CRM-229 a trace has the address without the token, wherever it stands")
  void shouldTakeTheTokenOut() {
    // Then
    assertThat(RedactToken.redacted("https://rd.test/users?token=hush&limit=200"))
        .isEqualTo("https://rd.test/users?token=…&limit=200");
    assertThat(RedactToken.redacted("https://rd.test/contacts?phone=%2B5511&token=hu%26sh"))
        .isEqualTo("https://rd.test/contacts?phone=%2B5511&token=…");
  }

  @Test
  @DisplayName("CRM-229 a token does not show itself, and one of another CRM is refused")
  void shouldNotShowItself() {
    // When
    AccessToken kept = new RdV1Token("hush", "65f0").sealable();

    // Then
    assertThat(RdV1Token.of(kept)).isEqualTo(new RdV1Token("hush", "65f0"));
    assertThat(RdV1Token.of(kept) + " " + kept).doesNotContain("hush");
    assertThatThrownBy(() -> RdV1Token.of(new AccessToken("bearer-of-another")))
        .isInstanceOf(CrmFault.TokenRefused.class);
  }
}
