package dev.ramal.calls.live;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.testkit.Tokens;
import io.restassured.response.Response;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@CallsTest
@DisplayName("CALL-193 a refused handshake says why")
class LiveHandshakeTest {
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      nullValues = "-",
      value = {
        "-,     '',                    401, RAMAL-0401",
        "davi,  '',                    403, RAMAL-0403",
        "ana,   '?org=boreal',         403, RAMAL-0441",
        "gil,   '',                    400, RAMAL-0443",
        "ana,   '?lastEventId=%00',    400, CALLS-0262",
        "ana,   '?lastEventId=a&lastEventId=b', 400, CALLS-0262",
        "ana,   '?lastEventId=a%20b',  400, CALLS-0262",
        "ana,   '?lastEventID=a',      400, CALLS-0262"
      })
  void shouldRefuseWithAProblem(String user, String query, int status, String code) {
    // When
    Response answer = handshake(user == null ? null : "Bearer " + Tokens.of(user), query);

    // Then
    assertProblem(answer, status, code);
  }

  @Test
  void shouldNotFillTheLogForABadToken() {
    // Given
    Recorder recorder = new Recorder();
    Logger.getLogger("").addHandler(recorder);

    // When
    Response answer;
    try {
      answer = handshake("Bearer none", "");
    } finally {
      Logger.getLogger("").removeHandler(recorder);
    }

    // Then
    assertProblem(answer, 401, "RAMAL-0445");
    assertThat(answer.header("WWW-Authenticate")).contains("invalid_token");
    assertThat(recorder.records)
        .noneMatch(record -> record.getThrown() != null)
        .noneMatch(record -> record.getLevel().intValue() >= Level.SEVERE.intValue());
  }

  @ParameterizedTest
  @CsvSource({
    "quarkus-http-upgrade",
    "bearer-token-carrier|quarkus-http-upgrade#Authorization",
    "bearer-token-carrier|quarkus-http-upgrade#Authorization#%zz",
    "bearer-token-carrier|quarkus-http-upgrade#Authorization#a%0d%0ab"
  })
  void shouldRefuseASubprotocolThatCarriesNoHeader(String protocols) {
    // When
    Response answer =
        given()
            .noFilters()
            .header("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")
            .header("Sec-WebSocket-Protocol", protocols.replace("|", ", "))
            .get("/api/calls/live");

    // Then
    assertProblem(answer, 400, "CALLS-0262");
  }

  @Test
  void shouldSayThatAnOrdinaryRequestIsNotTaken() {
    // When
    Response answer = given().noFilters().get("/api/calls/live");

    // Then
    assertProblem(answer, 426, "CALLS-0261");
    assertThat(answer.header("Upgrade")).isEqualTo("websocket");
  }

  private static void assertProblem(Response answer, int status, String code) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.contentType()).startsWith("application/problem+json");
    assertThat(answer.<String>path("code")).isEqualTo(code);
    assertThat(answer.<String>path("instance")).isEqualTo("/api/calls/live");
  }

  private static Response handshake(String authorization, String query) {
    var request =
        given()
            .noFilters()
            .urlEncodingEnabled(false)
            .header("Connection", "Upgrade")
            .header("Upgrade", "websocket")
            .header("Sec-WebSocket-Version", "13")
            .header("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
    return (authorization == null ? request : request.header("Authorization", authorization))
        .get("/api/calls/live" + query);
  }

  /** What is logged meanwhile. */
  private static final class Recorder extends Handler {
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord record) {
      records.add(record);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
