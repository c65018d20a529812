package dev.ramal.calls.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.testkit.FaultRun;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tokens;
import io.netty.channel.Channel;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.websockets.next.OpenConnections;
import io.quarkus.websockets.next.WebSocketConnection;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CallsTest
@DisplayName("CALL-70 a reader of the live feed costs no more than a bound")
class SlowReadersTest {
  private static final String MANY =
      """
      insert into call_news (tenant, event_id, call_id, type, status, at, data, told_at)
      select 'boreal', id, ?, 'CallDialed', 'dialing', now(),
        json_build_object('eventId', id, 'type', 'CallDialed', 'callId', ?::text,
          'status', repeat('x', 3000), 'at', '2026-01-01T00:00:00Z')::text, now()
      from (select 'slow-' || ? || '-' || n as id from generate_series(1, 100) n) rows
      """;

  private final CallApi bia = CallApi.as("bia");

  @Inject OpenConnections open;

  @TestHTTPResource("/api/calls/live")
  URI live;

  @Test
  void shouldCutOffAReaderThatDoesNotReadAndNobodyElse() {
    // Given
    Connections.twilio("bia");
    String call = bia.dials(Map.of("to", "+5511987650024", "carrier", "twilio"));
    LiveClient reading = LiveClient.listen(live, "bia", "");
    Set<WebSocketConnection> before = connections();
    try (RawSocketClient stalled = new RawSocketClient(live, Tokens.of("bia"))) {
      Channel channel = newcomer(before);

      // When
      for (int round = 0; round < 60; round++) {
        Postgres.database("calls").execute(MANY, call, call, "" + round);
        long told = 100L * round;
        await().atMost(Duration.ofSeconds(30)).until(() -> padded(reading) >= told - 500);
      }

      // Then
      await().atMost(Duration.ofSeconds(30)).until(() -> !channel.isOpen());
      await().atMost(Duration.ofSeconds(30)).until(() -> padded(reading) == 6000);
      assertThat(reading.end()).isNotDone();
    }
  }

  @Test
  @FaultRun
  void shouldEndAConnectionThatAnswersNoPing() {
    // Given
    LiveClient answering = LiveClient.listen(live, "bia", "");
    Set<WebSocketConnection> before = connections();
    try (RawSocketClient silent = new RawSocketClient(live, Tokens.of("bia"))) {
      Channel channel = newcomer(before);

      // When
      CompletableFuture<Void> reading = CompletableFuture.runAsync(silent::readToTheEnd);

      // Then
      await().atMost(Duration.ofSeconds(30)).until(() -> !channel.isOpen());
      assertThat(reading).succeedsWithin(Duration.ofSeconds(20));
      assertThat(answering.end()).isNotDone();
    }
  }

  @Test
  void shouldTakeSoManyConnectionsOfOnePersonOnly() {
    // Given
    List<LiveClient> listening = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      listening.add(LiveClient.listen(live, "vera", ""));
    }

    // When
    LiveClient oneTooMany = LiveClient.connect(live, "vera", "");

    // Then
    assertThat(oneTooMany.end()).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(1013);
    assertThat(listening).noneMatch(other -> other.end().isDone());
    LiveClient.listen(live, "carla", "").close();
    listening.forEach(LiveClient::close);
    await().until(() -> isTaken(LiveClient.connect(live, "vera", "")));
  }

  private static boolean isTaken(LiveClient client) {
    await().until(() -> !client.texts().isEmpty() || client.end().isDone());
    return !client.end().isDone();
  }

  private static long padded(LiveClient client) {
    return client.texts().stream().filter(text -> text.length() > 3000).count();
  }

  private Channel newcomer(Set<WebSocketConnection> before) {
    return await()
        .until(
            () -> open.stream().filter(connection -> !before.contains(connection)).toList(),
            found -> found.size() == 1)
        .stream()
        .map(LiveTransport::channel)
        .findFirst()
        .orElseThrow();
  }

  private Set<WebSocketConnection> connections() {
    return open.stream().collect(Collectors.toSet());
  }
}
