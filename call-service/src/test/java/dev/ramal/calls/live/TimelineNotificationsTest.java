package dev.ramal.calls.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.live.LiveBroadcaster.Notification;
import dev.ramal.calls.live.LiveBroadcaster.Told;
import dev.ramal.events.EventJson;
import dev.ramal.servers.postgres.PostgresAddress;
import dev.ramal.servers.shared.SharedServers;
import dev.ramal.testkit.Postgres;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

@CallsTest
@DisplayName("CALL-71 a set of entries is told in few notifications, in its order")
class TimelineNotificationsTest {
  @Test
  void shouldTellAHundredEntriesTogether() throws SQLException {
    try (Connection listening = listen()) {
      // When
      ManyEntries.of("told-one", "told-one-", 100, "1 second");

      // Then
      List<String> payloads = heard(listening, "told-one", 100);
      assertThat(payloads).hasSizeLessThan(6);
      assertThat(payloads).allMatch(text -> text.getBytes(StandardCharsets.UTF_8).length < 8000);
      assertThat(told(payloads))
          .extracting(told -> told.item().eventId())
          .containsExactlyElementsOf(
              IntStream.rangeClosed(1, 100).mapToObj(n -> "told-one-" + n).toList());
    }
  }

  @Test
  void shouldSayOfAnEntryTooLongToTravelWhoseItIs() throws SQLException {
    // Given
    ManyEntries.of("told-long", "told-long-", 1, "1 second");
    try (Connection listening = listen()) {
      // When
      Postgres.database("calls")
          .execute(
              """
              insert into call_news (tenant, event_id, call_id, type, status, at, data, told_at)
              select 'told-long', 'long-' || n, 'told-long-1', 'CallDialed', 'dialing', now(),
                json_build_object('eventId', repeat('x', n * 4000))::text, now()
              from generate_series(1, 2) n
              """);

      // Then
      List<Told> told = told(heard(listening, "told-long", 2));
      assertThat(told).extracting(Told::tenant).containsOnly("told-long");
      assertThat(told.get(0).item()).isNotNull();
      assertThat(told.get(1).item()).isNull();
    }
  }

  private static List<String> heard(Connection listening, String tenant, int entries) {
    List<String> payloads = new ArrayList<>();
    await()
        .until(
            () -> {
              PGNotification[] found = listening.unwrap(PGConnection.class).getNotifications(100);
              Arrays.stream(found == null ? new PGNotification[0] : found)
                  .map(PGNotification::getParameter)
                  .filter(payload -> payload.contains(tenant))
                  .forEach(payloads::add);
              return told(payloads).size() >= entries;
            });
    return payloads;
  }

  private static List<Told> told(List<String> payloads) {
    return payloads.stream()
        .flatMap(payload -> EventJson.read(payload, Notification.class).told().stream())
        .toList();
  }

  private static Connection listen() throws SQLException {
    PostgresAddress postgres = SharedServers.get().postgres();
    Connection connection =
        DriverManager.getConnection(
            postgres.jdbcUrl("calls"), postgres.user(), postgres.password());
    try (Statement statement = connection.createStatement()) {
      statement.execute("listen call_news");
    }
    return connection;
  }
}
