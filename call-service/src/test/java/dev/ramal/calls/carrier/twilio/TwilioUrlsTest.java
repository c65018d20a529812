package dev.ramal.calls.carrier.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.call.CallId;
import dev.ramal.carriers.WebhookAddress;
import dev.ramal.events.LegName;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("CALL-127 every address of a Twilio leg has its retries, every step a fallback")
class TwilioUrlsTest {
  private static final CallId CALL = CallId.of("0195a1b2-0000-7000-8000-000000000001");
  private static final String IDS = "?call=" + CALL + "&leg=lead";

  @Test
  void shouldRepeatThroughOtherEdges() {
    // Given
    TwilioUrls urls = new TwilioUrls(address("https://hooks.ramal.test/", null));

    // When / Then
    assertThat(urls.statusCallback("c 1", "call-status", CALL, LegName.LEAD))
        .hasToString(
            "https://hooks.ramal.test/webhooks/twilio/c+1/call-status"
                + IDS
                + "#rc=3&rp=5xx,ct,rt&e=sao-paulo,ashburn");
    assertThat(urls.instructions("c", "lead-answered", CALL, LegName.LEAD))
        .hasToString(
            "https://hooks.ramal.test/voice/twilio/c/lead-answered"
                + IDS
                + "#ct=2000&rt=5000&rc=1&rp=5xx,ct,rt");
  }

  @Test
  void shouldAskASecondGatewayWhereThereIsOne() {
    // Given
    TwilioUrls alone = new TwilioUrls(address("https://hooks.ramal.test", null));
    TwilioUrls two = new TwilioUrls(address("https://hooks.ramal.test", "https://far.test/"));
    String rest =
        "/voice/twilio/c/lead-answered"
            + IDS
            + "#ct=2000&rt=5000&rc=1&rp=5xx,ct,rt&e=sao-paulo,ashburn";

    // When / Then
    assertThat(alone.fallback("c", "lead-answered", CALL, LegName.LEAD))
        .hasToString("https://hooks.ramal.test" + rest);
    assertThat(two.fallback("c", "lead-answered", CALL, LegName.LEAD))
        .hasToString("https://far.test" + rest);
  }

  @Test
  void shouldNameNoLegWhereSeveralAreToldOf() {
    // Given
    TwilioUrls urls = new TwilioUrls(address("https://hooks.ramal.test", null));

    // When / Then
    assertThat(urls.statusCallback("c", "conference-status", CALL, null).getQuery())
        .isEqualTo("call=" + CALL);
  }

  @Test
  @DisplayName("CALL-450 a number that is bought asks at the step at which somebody calls")
  void shouldAskAtTheStepAtWhichSomebodyCalls() {
    // Given
    TwilioUrls urls = new TwilioUrls(address("https://hooks.ramal.test", null));

    // When / Then
    assertThat(urls.incomingCall("c").getPath()).isEqualTo("/voice/twilio/c/inbound");
    assertThat(urls.incomingCallFallback("c").getPath()).isEqualTo("/voice/twilio/c/inbound");
  }

  private static WebhookAddress address(String base, String fallback) {
    return new WebhookAddress() {
      @Override
      public String baseUrl() {
        return base;
      }

      @Override
      public Optional<String> fallbackBaseUrl() {
        return Optional.ofNullable(fallback);
      }
    };
  }
}
