package dev.ramal.calls.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.testkit.Postgres;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.websockets.next.OpenConnections;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one replica writes and another one's readers hear. */
@CallsTest
class ReplicasTest {
  /** As {@link CallTimeline} does; a trigger notifies. */
  private static final String PUBLISH =
      """
      insert into call_news (tenant, event_id, call_id, agent_id, type, status, at, data, told_at)
      select ?, id, call, 'somebody', type, 'dialing', now(),
        json_build_object('eventId', id, 'type', type, 'callId', call, 'status', 'dialing',
          'agentId', 'somebody', 'at', '2026-11-30T12:00:00Z')::text, now()
      from (select ? as call, ? as type, gen_random_uuid()::text as id) one
      """;

  private final Postgres calls = Postgres.database("calls");
  private final String call = UUID.randomUUID().toString();

  @Inject OpenConnections sockets;
  @Inject LiveSubscribers readers;
  @Inject MissedEntries missed;
  @Inject LiveConfig config;

  @TestHTTPResource("/api/calls/live")
  URI live;

  @Test
  @DisplayName("CALL-791 what another replica publishes is heard once, when it commits")
  void shouldHearWhatAnotherReplicaPublishes() throws SQLException {
    // Given
    String foreign = UUID.randomUUID().toString();
    try (LiveClient bruno = LiveClient.listen(live, "bruno", "");
        LiveClient ana = LiveClient.listen(live, "ana", "");
        LiveClient bia = LiveClient.listen(live, "bia", "");
        Connection replica = calls.connect();
        Connection another = calls.connect()) {
      replica.setAutoCommit(false);
      publish(replica, "aurora", call, "CallRequested");
      publish(replica, "aurora", call, "CallDialed");
      publish(replica, "boreal", foreign, "CallRequested");
      publish(another, "aurora", "beside-" + call, "CallRequested");
      await().until(() -> !bruno.of("beside-" + call).isEmpty());
      List<String> early = bruno.types(call);

      // When
      replica.commit();

      // Then
      publish(another, "aurora", call, "CallEnded");
      publish(another, "boreal", foreign, "CallEnded");
      await().until(() -> bruno.types(call).contains("CallEnded"));
      await().until(() -> bia.types(foreign).contains("CallEnded"));
      assertThat(early).isEmpty();
      assertThat(bruno.types(call)).containsExactly("CallRequested", "CallDialed", "CallEnded");
      assertThat(bia.types(foreign)).containsExactly("CallRequested", "CallEnded");
      assertThat(bruno.of(foreign)).isEmpty();
      assertThat(bia.of(call)).isEmpty();
      assertThat(ana.of(call)).as("a colleague's").isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"aurora, bruno, boreal", "boreal, bia, aurora"})
  @DisplayName("CALL-792 who comes back at another replica misses nothing and hears nothing twice")
  void shouldResumeAtAnotherReplica(String tenant, String user, String others) throws SQLException {
    String foreign = UUID.randomUUID().toString();
    try (OtherReplica other = new OtherReplica(config, missed);
        Connection replica = calls.connect();
        Connection slow = calls.connect()) {
      // Given
      LiveClient before = LiveClient.listen(live, user, "");
      publish(replica, tenant, call, "CallRequested");
      publish(replica, tenant, call, "CallDialed");
      await().until(() -> before.types(call).contains("CallDialed"));
      before.close();
      slow.setAutoCommit(false);
      publish(slow, tenant, call, "CallAnswered");
      publish(replica, tenant, call, "CallRinging");
      publish(replica, others, foreign, "CallRinging");

      // When
      LiveClient after = listenAt(other, user, before.of(call).get(1).get("eventId"));
      publish(replica, others, foreign, "CallHeld");
      publish(replica, tenant, call, "CallHeld");
      slow.commit();
      publish(replica, tenant, call, "CallEnded");

      // Then
      await().until(() -> after.types(call).contains("CallEnded"));
      Map<String, String> heard = new LinkedHashMap<>();
      after
          .of(call)
          .forEach(entry -> heard.put(entry.getString("eventId"), entry.getString("type")));
      assertThat(heard.values())
          .as("dropped by eventId, as the document says: a moment's may come again")
          .containsExactlyInAnyOrder("CallRinging", "CallAnswered", "CallHeld", "CallEnded");
      assertThat(after.of(foreign)).as("another organization's").isEmpty();
      List<JsonPath> entries = after.of(call);
      String last = entries.get(entries.size() - 1).getString("eventId");
      after.close();
      try (LiveClient back = LiveClient.listen(live, user, "?lastEventId=" + last)) {
        publish(replica, others, foreign, "CallCosted");
        publish(replica, tenant, call, "CallCosted");
        await().until(() -> back.types(call).contains("CallCosted"));
        assertThat(back.texts().get(0)).contains("Ready");
        assertThat(back.types(call)).containsExactly("CallCosted");
        assertThat(back.of(foreign)).isEmpty();
      }
    }
  }

  /** A socket that this replica has accepted, and the other one serves. */
  private LiveClient listenAt(OtherReplica other, String user, String lastEventId) {
    List<String> known = readers.all().stream().map(LiveSubscriber::connectionId).toList();
    LiveClient client = LiveClient.listen(live, user, "");
    LiveSubscriber here =
        readers.all().stream()
            .filter(one -> !known.contains(one.connectionId()))
            .findFirst()
            .orElseThrow();
    readers.remove(here);
    other.join(sockets.findByConnectionId(here.connectionId()).orElseThrow(), here, lastEventId);
    return client;
  }

  private static void publish(Connection by, String tenant, String call, String type)
      throws SQLException {
    try (PreparedStatement statement = by.prepareStatement(PUBLISH)) {
      statement.setString(1, tenant);
      statement.setString(2, call);
      statement.setString(3, type);
      statement.execute();
    }
  }
}
