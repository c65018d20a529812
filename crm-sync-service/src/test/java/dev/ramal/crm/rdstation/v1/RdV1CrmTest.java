package dev.ramal.crm.rdstation.v1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ramal.crm.port.CrmFault;
import dev.ramal.crm.port.CrmPort.AccessToken;
import java.net.URI;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RdV1CrmTest {
  @Test
  @DisplayName("CRM-229 a token goes into the query behind what is asked, whatever is in it")
  void shouldPutTheTokenIntoTheQuery() {
    // Then
    assertThat(TokenIntoQuery.with(URI.create("https://rd.test/users"), "a b&c"))
        .hasToString("https://rd.test/users?token=a+b%26c");
    assertThat(TokenIntoQuery.with(URI.create("https://rd.test/contacts?phone=%2B5511"), "abc"))
        .hasToString("https://rd.test/contacts?phone=%2B5511&token=abc");
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
