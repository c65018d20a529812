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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CallsTest
@DisplayName("CALL-24 live status in the caller's scope, resumed by event id")
class LiveTest {
  private final CallApi ana = CallApi.as("ana");
  private final CallApi gilOfAurora = CallApi.as("gil", "aurora");
  private final CallApi biaOfBoreal = CallApi.as("bia");

  @TestHTTPResource("/api/calls/live")
  URI live;

  @BeforeEach
  void connect() {
    Connections.twilio("carla");
    Connections.twilio("bia");
  }

  @Test
  void shouldTellWhatHappensWithinTheScopeOnly() {
    // Given
    Heard bruno = listen("bruno", "");
    Heard gil = listen("gil", "?org=aurora");
    Heard bia = listen("bia", "");

    // When
    String id = ana.dials(Map.of("to", "+5511987650024", "carrier", "twilio"));

    // Then
    await().until(() -> bruno.types(id).contains("CallDialed"));
    assertThat(bruno.types(id)).containsExactly("CallRequested", "CallDialed");
    assertThat(bruno.of(id).get(1).<String>get("status")).isEqualTo("dialing");
    String gils = gilOfAurora.dials(Map.of("to", "+5511987650024", "carrier", "twilio"));
    String bias = biaOfBoreal.dials(Map.of("to", "+5511987650024", "carrier", "twilio"));
    await().until(() -> gil.types(gils).contains("CallDialed"));
    await().until(() -> bia.types(bias).contains("CallDialed"));
    assertThat(gil.of(id)).isEmpty();
    assertThat(gil.of(bias)).isEmpty();
    assertThat(bia.of(id)).isEmpty();
    assertThat(bia.of(gils)).isEmpty();
  }

  @Test
  void shouldResumeAfterTheLastEvent() {
    // Given
    Heard before = listen("ana", "");
    String id = ana.dials(Map.of("to", "+5511987650024", "carrier", "twilio"));
    await().until(() -> before.types(id).contains("CallDialed"));
    String first = before.of(id).get(0).get("eventId");

    // When
    Heard after = listen("ana", "?lastEventId=" + first);

    // Then
    await().until(() -> after.types(id).contains("CallDialed"));
    assertThat(after.texts.get(0)).contains("Ready");
    assertThat(after.types(id)).containsExactly("CallDialed");
  }

  @Test
  void shouldAskToReloadWhenTheLastEventIsUnknown() {
    // When
    Heard heard = listen("ana", "?lastEventId=long-gone");

    // Then
    assertThat(heard.texts.get(0)).contains("Reload");
  }

  @Test
  void shouldAskToReloadWhenMoreWasMissedThanAResumeBrings() {
    // Given
    String call = biaOfBoreal.dials(Map.of("to", "+5511987650024", "carrier", "twilio"));
    String prefix = "many-" + call + "-";
    Postgres.database("calls")
        .execute(
            """
            insert into call_news (tenant, event_id, call_id, type, status, at, data, told_at)
            select 'boreal', ? || n, ?, 'CallDialed', 'dialing', now(),
              json_build_object('eventId', ? || n, 'type', 'CallDialed', 'callId', ?::text,
                'status', 'dialing', 'at', '2026-01-01T00:00:00Z')::text,
              now() - (1200 - n) * interval '1 minute'
            from generate_series(1, 1100) n
            """,
            prefix,
            call,
            prefix,
            call);

    // When
    Heard tooMuch = listen("bia", "?lastEventId=" + prefix + "1");
    Heard enough = listen("bia", "?lastEventId=" + prefix + "500");

    // Then
    assertThat(tooMuch.texts.get(0)).contains("Reload");
    assertThat(enough.texts.get(0)).contains("Ready");
    await().until(() -> enough.of(call).size() >= 600);
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

  private Heard listen(String user, String query) {
    Heard heard = new Heard();
    authorized(user).buildAsync(uri(query), heard).join();
    await().until(() -> !heard.texts.isEmpty());
    return heard;
  }

  private int refusal(WebSocket.Builder builder, String query) {
    try {
      builder.buildAsync(uri(query), new Heard()).join();
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

  /** What one client has heard. */
  private static final class Heard implements WebSocket.Listener {
    final List<String> texts = new CopyOnWriteArrayList<>();
    private final StringBuilder part = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        texts.add(part.toString());
        part.setLength(0);
      }
      socket.request(1);
      return null;
    }

    List<JsonPath> of(String callId) {
      return texts.stream()
          .map(JsonPath::from)
          .filter(json -> callId.equals(json.get("callId")))
          .toList();
    }

    List<String> types(String callId) {
      return of(callId).stream().map(json -> json.<String>get("type")).toList();
    }
  }
}
