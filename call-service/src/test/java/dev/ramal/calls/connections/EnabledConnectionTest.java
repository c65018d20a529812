package dev.ramal.calls.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.Carrier;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.E164;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EnabledConnectionTest {

  @Test
  @DisplayName("CALL-379 a toll-free number is never shown")
  void shouldPassOverTollFreeNumbers() {
    // Then
    assertThat(with("+558005500001", "+551130001000").defaultNumber())
        .contains(E164.of("+551130001000"));
    assertThat(with("+558005500001").defaultNumber())
        .as("a click refuses it, and says why")
        .contains(E164.of("+558005500001"));
    assertThat(with().defaultNumber()).isEmpty();
  }

  private static EnabledConnection with(String... numbers) {
    return new EnabledConnection(
        Carrier.TWILIO,
        new ConnectionId("connection-1"),
        Arrays.stream(numbers).map(E164::of).toList());
  }
}
