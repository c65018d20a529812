package dev.ramal.crm.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.crm.port.LoggedCall;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Direction;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HubSpotCrmTest {
  private final HubSpotCrm.HubSpotConfig asReleased =
      new SmallRyeConfigBuilder()
          .withMapping(HubSpotCrm.HubSpotConfig.class)
          .withDefaultValue("ramal.hubspot.api-url", "https://hubspot.example")
          .build()
          .getConfigMapping(HubSpotCrm.HubSpotConfig.class);
  private final HubSpotCrm crm = new HubSpotCrm(null, asReleased, Clock.systemUTC());

  @Test
  @DisplayName("CRM-224 no second holds more searches, no ten seconds more requests than are taken")
  void shouldAskNoMoreThanIsTaken() {
    // Then
    assertThat(crm.rate().burst() + crm.rate().perSecond()).isLessThanOrEqualTo(5);
    assertThat(4 * (crm.rate().burst() + 10 * crm.rate().perSecond())).isLessThanOrEqualTo(110);
  }

  @Test
  @DisplayName(
      "CRM-225 the page that lets us in names what we want to do, and keeps what it is told")
  void shouldLeadToThePageThatLetsUsIn() {
    // Then
    assertThat(crm.authorizationPage("a&b", "https://x.test/crm?a=1", "s/1"))
        .get()
        .asString()
        .startsWith(
            "https://app.hubspot.com/oauth/authorize?client_id=a%26b"
                + "&redirect_uri=https%3A%2F%2Fx.test%2Fcrm%3Fa%3D1&scope=oauth")
        .contains("crm.objects.contacts.write", "crm.objects.deals.write")
        .endsWith("&state=s%2F1");
    assertThat(crm.authorizationPage("a", "https://x.test", null))
        .get()
        .asString()
        .doesNotContain("state");
  }

  @ParameterizedTest
  @EnumSource(CallOutcome.class)
  @DisplayName("CRM-212 every outcome has a word of HubSpot's, and a hidden number is left out")
  void shouldHaveAWordForEachOutcome(CallOutcome outcome) {
    // Given
    LoggedCall call =
        new LoggedCall(
            "c1",
            "7",
            "abc",
            "Título\nmarca",
            Direction.INBOUND,
            outcome,
            Duration.ofSeconds(61),
            Instant.parse("2026-11-03T14:05:33Z"),
            null,
            "+551130030001");

    // Then
    assertThat(HubSpotCalls.properties(call))
        .containsEntry("hs_call_status", outcome.name())
        .containsEntry("hs_call_direction", "INBOUND")
        .containsEntry("hs_call_duration", "61000")
        .doesNotContainKey("hs_call_from_number");
    assertThat(HubSpotCalls.associations(call))
        .as("an id that is none of HubSpot's is left out")
        .containsExactly(HubSpotApi.Association.of("7", HubSpotCalls.CALL_TO_DEAL));
  }
}
