package dev.ramal.calls.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.Direction;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("CALL-06 a number has the class its tariff prices by")
class CallDetailsTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "INBOUND, +5511987654321, +551130001000, mobile-sp-rj",
        "INBOUND, +5511987654321, +558007654321, toll-free",
        "INBOUND, anonymous, +558007654321, toll-free",
        "INBOUND, anonymous, +551130001000, withheld",
        "INBOUND, +266696687, +551130001000, withheld",
        "INBOUND, '', +551130001000, withheld",
        "INBOUND, -, +551130001000, withheld",
        "INBOUND, +13055550142, +551130001000, international-US",
        "INBOUND, +558007654321, +551130001000, landline",
        "INBOUND, sip:rita@sip.example.com, +551130001000, landline",
        "INBOUND, client:ana, +551130001000, softphone",
        "OUTBOUND, +551130001000, +558007654321, toll-free",
        "OUTBOUND, +558007654321, +5531987654321, mobile",
        "OUTBOUND, +551130001000, +5540041234, landline-shared-cost"
      })
  void shouldClassTheLeadByWhoCalledWhom(
      Direction direction, String from, String to, String expected) {
    // Given
    CallDetails details =
        new CallDetails(
            null,
            null,
            null,
            direction,
            from,
            to,
            null,
            null,
            null,
            null,
            null,
            null,
            false,
            null,
            null,
            null,
            Instant.EPOCH);

    // When
    String named = details.destinationClass().word();

    // Then
    assertThat(named).isEqualTo(expected);
  }
}
