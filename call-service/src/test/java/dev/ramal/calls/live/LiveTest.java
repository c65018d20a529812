package dev.ramal.calls.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tokens;
import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@CallsTest
@DisplayName("CALL-24 live status in the caller's scope, resumed by event id")
class LiveTest {
  private static final String CUT =
      """
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and usename = 'calls_app'
        and (query = 'select 1 as notifications' or query like '%listen call_%')
      """;

  private final CallApi ana = CallApi.as("ana");
  private final CallApi gilOfAurora = CallApi.as("gil", "aurora");
  private final CallApi biaOfBoreal = CallApi.as("bia");

  @TestHTTPResource("/api/calls/live")
  URI live;

  @BeforeEach
  void connect() {
    Connections.twilio("carla");
    Connections.telnyx("carla");
    Connections.telnyx("bia");
  }

  @Test
  void shouldTellWhatHappensWithinTheScopeOnly() {
    // Given
    LiveClient bruno = listen("bruno", "");
    LiveClient gil = listen("gil", "?org=aurora");
    LiveClient bia = listen("bia", "");

    // When
    String id = ana.dials(Map.of("to", "+5511987650024", "carrier", "twilio"));

    // Then
    await().until(() -> bruno.types(id).contains("CallDialed"));
    assertThat(bruno.types(id)).containsExactly("CallRequested", "CallDialed");
    assertThat(bruno.of(id).get(1).<String>get("status")).isEqualTo("dialing");
    String gils = gilOfAurora.dials(Map.of("to", "+5511987650024", "carrier", "twilio"));
    String bias = biaOfBoreal.dials(Map.of("to", "+5511987650024", "carrier", "telnyx"));
    await().until(() -> gil.types(gils).contains("CallDialed"));
    await().until(() -> bia.types(bias).contains("CallDialed"));
    assertThat(gil.of(id)).isEmpty();
    assertThat(gil.of(bias)).isEmpty();
    assertThat(bia.of(id)).isEmpty();
    assertThat(bia.of(gils)).isEmpty();
  }

  @Test
  @DisplayName("CALL-324 a manager hears the status of agents live, each agent its own")
  void shouldTellManagersOfTheStatusOfAgents() {
    // Given
    LiveClient bruno = listen("bruno", "");
    LiveClient ana = listen("ana", "");
    LiveClient bia = listen("bia", "");
    String agent = "live-" + UUID.randomUUID();
    CallApi.as("carla").request().body(Map.of("userId", agent)).post("/api/agents");

    // When
    CallApi.as("bruno")
        .request()
        .body(Map.of("status", "available"))
        .put("/api/agents/" + agent + "/status");

    // Then
    await().until(() -> bruno.texts().stream().anyMatch(text -> text.contains(agent)));
    JsonPath heard =
        bruno.texts().stream()
            .filter(text -> text.contains(agent))
            .map(JsonPath::from)
            .findFirst()
            .orElseThrow();
    assertThat(heard.<String>get("type")).isEqualTo("AgentStatusChanged");
    assertThat(heard.<String>get("status")).isEqualTo("available");
    assertThat(heard.<String>get("callId")).isNull();
    assertThat(ana.texts()).noneMatch(text -> text.contains(agent));
    assertThat(bia.texts()).noneMatch(text -> text.contains(agent));
  }

  @ParameterizedTest
  @ValueSource(strings = {"twilio", "telnyx"})
  void shouldResumeAfterTheLastEvent(String carrier) {
    // Given
    LiveClient before = listen("ana", "");
    String id = ana.dials(Map.of("to", "+5511987650024", "carrier", carrier));
    await().until(() -> before.types(id).contains("CallDialed"));
    String first = before.of(id).get(0).get("eventId");

    // When
    LiveClient after = listen("ana", "?lastEventId=" + first);

    // Then
    await().until(() -> after.types(id).contains("CallDialed"));
    assertThat(after.texts().get(0)).contains("Ready");
    assertThat(after.types(id)).containsExactly("CallDialed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"twilio", "telnyx"})
  void shouldTellOfWhichLegWithWhomAndForHowLong(String carrier) {
    // Given
    LiveClient heard = listen("ana", "");

    // When
    String id = ana.dials(Map.of("to", "+5511987650024", "carrier", carrier));

    // Then
    await().until(() -> heard.types(id).contains("CallDialed"));
    assertThat(heard.of(id).get(0).<String>get("leg")).isNull();
    JsonPath dialed = heard.of(id).get(1);
    assertThat(dialed.<String>get("leg")).isEqualTo("agent");
    assertThat(dialed.<String>get("direction")).isEqualTo("outbound");
    assertThat(dialed.<String>get("from")).isEqualTo(Connections.NUMBER);
    assertThat(dialed.<String>get("to")).isEqualTo("+5511987650024");
    assertThat(dialed.<Integer>get("talkSeconds")).isZero();
  }

  @ParameterizedTest
  @CsvSource({"twilio, ana, breno", "telnyx, breno, ana"})
  @DisplayName("CALL-192 a resume tells nothing older than the last event that was seen")
  void shouldNotRepeatWhatCameBeforeTheLastEvent(String carrier, String agent, String stranger) {
    // Given
    CallApi person = CallApi.as(agent);
    LiveClient before = listen(agent, "");
    LiveClient other = listen(stranger, "");
    String earlier = person.dials(Map.of("to", "+5511987650024", "carrier", carrier));
    await().until(() -> before.types(earlier).contains("CallDialed"));
    String later = person.dials(Map.of("to", "+5511987650024", "carrier", carrier));
    await().until(() -> before.types(later).contains("CallDialed"));
    String last = before.of(later).get(0).get("eventId");

    // When
    LiveClient after = listen(agent, "?lastEventId=" + last);

    // Then
    await().until(() -> after.types(later).contains("CallDialed"));
    assertThat(after.types(later)).containsExactly("CallDialed");
    assertThat(after.of(earlier)).isEmpty();
    assertThat(listen("gil", "?org=aurora&lastEventId=" + last).texts().get(0)).contains("Reload");
    LiveClient foreign = listen(stranger, "?lastEventId=" + last);
    assertThat(foreign.texts().get(0)).contains("Reload");
    for (String id : List.of(earlier, later)) {
      assertThat(other.of(id)).isEmpty();
      assertThat(foreign.of(id)).isEmpty();
    }
  }

  @Test
  void shouldAskToReloadWhenTheLastEventIsUnknown() {
    // When
    LiveClient heard = listen("ana", "?lastEventId=long-gone");

    // Then
    assertThat(heard.texts().get(0)).contains("Reload");
  }

  @Test
  void shouldAskToReloadWhenMoreWasMissedThanAResumeBrings() {
    // Given
    String call = biaOfBoreal.dials(Map.of("to", "+5511987650024", "carrier", "telnyx"));
    String prefix = "many-" + call + "-";
    Postgres.database("calls").execute("delete from call_news where tenant = 'boreal'");
    Postgres.database("calls")
        .execute(
            """
            insert into call_news (tenant, event_id, call_id, type, status, at, data, told_at)
            select 'boreal', ? || n, ?, 'CallDialed', 'dialing', now(),
              json_build_object('eventId', ? || n, 'type', 'CallDialed', 'callId', ?::text,
                'status', 'dialing', 'at', '2026-01-01T00:00:00Z')::text,
              now() - (1200 - n) * interval '1 second'
            from generate_series(1, 1100) n
            """,
            prefix,
            call,
            prefix,
            call);

    // When
    LiveClient tooMuch = listen("bia", "?lastEventId=" + prefix + "1");
    LiveClient enough = listen("bia", "?lastEventId=" + prefix + "500");

    // Then
    assertThat(tooMuch.texts().get(0)).contains("Reload");
    assertThat(enough.texts().get(0)).contains("Ready");
    await().until(() -> enough.texts().size() > 600);
  }

  @Test
  void shouldAskToReloadWhenTheLastEventIsAnHourOld() {
    // Given
    LiveClient before = listen("ana", "");
    String id = ana.dials(Map.of("to", "+5511987650024", "carrier", "twilio"));
    await().until(() -> before.types(id).contains("CallDialed"));
    String last = before.of(id).get(0).get("eventId");
    Postgres.database("calls")
        .execute(
            "update call_news set told_at = now() - interval '61 minutes' where event_id = ?",
            last);

    // When
    LiveClient after = listen("ana", "?lastEventId=" + last);

    // Then
    assertThat(after.texts().get(0)).contains("Reload");
  }

  @Test
  void shouldMissNothingWhenNotificationsAreInterrupted() {
    // Given
    List<LiveClient> listening = Stream.generate(() -> listen("bruno", "")).limit(8).toList();
    String id = ana.dials(Map.of("to", "+5511987650024", "carrier", "twilio"));
    await().until(() -> listening.stream().allMatch(client -> client.types(id).size() == 2));
    String last = listening.get(0).of(id).get(1).get("eventId");

    // When
    Postgres.database("calls").rows(CUT);
    String meanwhile = ana.dials(Map.of("to", "+5511987650024", "carrier", "twilio"));

    // Then
    assertThat(listening)
        .allSatisfy(
            client ->
                assertThat(client.end()).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(1012));
    try (LiveClient resumed = listen("bruno", "?lastEventId=" + last)) {
      await().until(() -> resumed.types(meanwhile).contains("CallDialed"));
    }
  }

  @Test
  void shouldRefuseAStrangerAndAWrongRole() {
    // When
    int nobody = refusal(HttpClient.newHttpClient().newWebSocketBuilder(), "");
    int finance = refusal(authorized("davi"), "");
    int foreign = refusal(authorized("ana"), "?org=boreal");

    // Then
    assertThat(nobody).isEqualTo(401);
    assertThat(finance).isEqualTo(403);
    assertThat(foreign).isEqualTo(403);
  }

  private LiveClient listen(String user, String query) {
    return LiveClient.listen(live, user, query);
  }

  private int refusal(WebSocket.Builder builder, String query) {
    try {
      builder.buildAsync(uri(query), new WebSocket.Listener() {}).join();
      return 101;
    } catch (CompletionException e) {
      return ((WebSocketHandshakeException) e.getCause()).getResponse().statusCode();
    }
  }

  private static WebSocket.Builder authorized(String user) {
    return HttpClient.newHttpClient()
        .newWebSocketBuilder()
        .header("Authorization", "Bearer " + Tokens.of(user));
  }

  private URI uri(String query) {
    return URI.create(live.toString().replaceFirst("^http", "ws") + query);
  }
}
