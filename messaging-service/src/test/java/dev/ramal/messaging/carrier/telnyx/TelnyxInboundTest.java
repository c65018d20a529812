package dev.ramal.messaging.carrier.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.events.Carrier;
import dev.ramal.events.E164;
import dev.ramal.events.EventJson;
import dev.ramal.events.carrier.CarrierMessageReceived;
import dev.ramal.testkit.Tenants;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("MSG-58 what was written to others is none of ours, whatever an account's key shows")
class TelnyxInboundTest {
  private static final String OURS = "+551130002000";
  private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
  private static final CarrierAccount ACCOUNT =
      new CarrierAccount(
          Tenants.AURORA,
          "aurora-telnyx",
          Carrier.TELNYX,
          true,
          1,
          List.of(E164.of(OURS)),
          null,
          List.of(),
          "key",
          "voice",
          "profile-1");

  @Test
  void shouldReadAMessageToOneOfOurNumbers() throws Exception {
    // When
    CarrierMessageReceived read = read(OURS, "profile-1", "inbound", "Oi\\u0000!").orElseThrow();
    // Then
    assertThat(read.body()).isEqualTo("Oi!");
    assertThat(read.from()).isEqualTo("+5511987654321");
    assertThat(read.occurredAt()).isEqualTo(Instant.parse("2026-03-02T11:00:00Z"));
    assertThat(read(OURS, null, "inbound", "Oi")).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "+551130009999, profile-1, inbound",
    "+551130002000, profile-2, inbound",
    "+551130002000, profile-1, outbound",
    "27182, profile-1, inbound"
  })
  void shouldLeaveOutWhatIsSomebodyElses(String to, String profile, String direction)
      throws Exception {
    // Then
    assertThat(read(to, profile, direction, "Oi")).isEmpty();
  }

  private static Optional<CarrierMessageReceived> read(
      String to, String profile, String direction, String text) throws Exception {
    JsonNode message =
        EventJson.mapper()
            .readTree(
                """
                {"id": "m-1", "direction": "%s", "type": "SMS", "text": "%s", "parts": 1,
                 "messaging_profile_id": %s, "from": {"phone_number": "+5511987654321"},
                 "to": [{"phone_number": "%s"}], "media": [],
                 "received_at": "2026-03-02T11:00:00.000+00:00"}
                """
                    .formatted(
                        direction, text, profile == null ? null : "\"" + profile + "\"", to));
    return TelnyxInbound.read(ACCOUNT, message, NOW);
  }
}
