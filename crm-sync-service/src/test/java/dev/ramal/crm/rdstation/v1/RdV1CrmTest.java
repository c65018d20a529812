package dev.ramal.crm.rdstation.v1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ramal.crm.port.CrmContact;
import dev.ramal.crm.port.CrmFault;
import dev.ramal.crm.port.CrmPort.AccessToken;
import dev.ramal.events.E164;
import dev.ramal.numbering.Spellings;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RdV1CrmTest {
  @Test
  @DisplayName("CRM-341 v1 names the company of a contact where its answer has it")
  void shouldReadTheCompany() throws JsonProcessingException {
    // When
    JsonNode answer =
        new ObjectMapper()
            .readTree(
                """
                {"contacts":[
                  {"_id":"k1","name":"Maria","organization":{"_id":"o1","name":"Exemplo Ltda"}},
                  {"_id":"k2","name":"Ana","organization":{"_id":"o2"},"organization_id":"o2"},
                  {"_id":"k3","name":"Eva","organization":null,"organization_id":null}]}
                """);

    // Then
    assertThat(RdV1Records.contacts(answer))
        .containsExactly(
            new CrmContact("k1", "Maria", "Exemplo Ltda"),
            new CrmContact("k2", "Ana"),
            new CrmContact("k3", "Eva"));
  }

  @Test
  @DisplayName(
      "CRM-354 v1 is asked for all spellings of a number at once, and no minute holds too many"
          + " requests")
  void shouldAskForAllSpellingsAtOnce() {
    // Given
    RdV1Crm.RdV1Config asReleased =
        new SmallRyeConfigBuilder()
            .withMapping(RdV1Crm.RdV1Config.class)
            .withDefaultValue("ramal.rdstation-v1.api-url", "https://rd.example")
            .build()
            .getConfigMapping(RdV1Crm.RdV1Config.class);

    // When
    int spellings = Spellings.of(E164.of("+5511987654321")).size();

    // Then
    assertThat(asReleased.burst()).isGreaterThanOrEqualTo(spellings + 1);
    assertThat(60 * asReleased.requestsPerSecond() + asReleased.burst())
        .as("the rest is for whoever else asks that account")
        .isLessThanOrEqualTo(70);
  }

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
