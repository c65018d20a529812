package dev.ramal.crm.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.crm.connection.CrmConnectionState.Connected;
import dev.ramal.crm.connection.CrmConnectionState.Entered;
import dev.ramal.crm.connection.CrmConnectionState.Lost;
import dev.ramal.crm.connection.CrmConnectionState.NotConnected;
import dev.ramal.crm.connection.CrmConnectionState.ReconnectRequired;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CrmConnectionStateTest {
  private static final Instant EARLIER = Instant.parse("2026-11-03T14:00:00Z");
  private static final Instant NOW = Instant.parse("2026-11-03T15:00:00Z");
  private static final CrmConnectionState NONE = new NotConnected();
  private static final CrmConnectionState CONNECTED = new Connected(EARLIER);
  private static final CrmConnectionState LOST = new ReconnectRequired("before", EARLIER);
  private static final CrmConnectionState.Event ENTER = new Entered(NOW, false);
  private static final CrmConnectionState.Event MOVE = new Entered(NOW, true);
  private static final CrmConnectionState.Event LOSE = new Lost("refused", NOW);

  static Stream<Arguments> cells() {
    return Stream.of(
        Arguments.of(NONE, ENTER, new Connected(NOW)),
        Arguments.of(NONE, LOSE, null),
        Arguments.of(CONNECTED, ENTER, CONNECTED),
        Arguments.of(CONNECTED, MOVE, new Connected(NOW)),
        Arguments.of(LOST, MOVE, new Connected(NOW)),
        Arguments.of(CONNECTED, LOSE, new ReconnectRequired("refused", NOW)),
        Arguments.of(LOST, ENTER, new Connected(NOW)),
        Arguments.of(LOST, LOSE, null));
  }

  @ParameterizedTest
  @MethodSource("cells")
  @DisplayName("CRM-08 every state of a connection hears every event as planned")
  void shouldHearEveryEvent(
      CrmConnectionState state, CrmConnectionState.Event event, CrmConnectionState next) {
    // When
    var heard = state.on(event);

    // Then
    assertThat(heard.orElse(null)).isEqualTo(next);
  }
}
