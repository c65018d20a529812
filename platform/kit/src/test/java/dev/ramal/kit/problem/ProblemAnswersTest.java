package dev.ramal.kit.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.ramal.kit.app.KitTest;
import dev.ramal.testkit.Tokens;
import io.restassured.response.Response;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@KitTest
@DisplayName("What goes wrong leaves as a problem that somebody can follow up")
class ProblemAnswersTest {
  @Test
  void shouldNameTheTraceOfWhatBrokeInTheAnswerAndInTheLog() {
    // Given
    List<String> lines = new CopyOnWriteArrayList<>();
    Handler listener = new Listener(lines);
    Logger log = Logger.getLogger(ProblemMappers.class.getName());
    log.addHandler(listener);

    // When
    Response answer = given().get("/notes/open?secret=1");
    log.removeHandler(listener);

    // Then
    answer
        .then()
        .statusCode(500)
        .contentType(Problem.MEDIA_TYPE)
        .body("code", equalTo("RAMAL-0500"))
        .body("instance", equalTo("/notes/open"));
    String trace = answer.path("traceId");
    assertThat(trace).matches("[0-9a-f]{32}");
    assertThat(lines).containsExactly("unexpected failure of GET /notes/open, traceId=" + trace);
  }

  @Test
  void shouldNameTheMethodsOfAnAddressThatHasNotTheOneAskedFor() {
    given()
        .delete("/notes/me")
        .then()
        .statusCode(405)
        .contentType(Problem.MEDIA_TYPE)
        .header("Allow", equalTo("GET, HEAD, OPTIONS"))
        .body("code", equalTo("RAMAL-0405"))
        .body("title", equalTo("Method not allowed"));
  }

  @Test
  void shouldNameAFieldThatNobodyKnows() {
    given()
        .auth()
        .oauth2(Tokens.of("ana"))
        .contentType("application/json")
        .body("{\"id\":\"a\",\"fial\":false}")
        .post("/notes")
        .then()
        .statusCode(400)
        .contentType(Problem.MEDIA_TYPE)
        .body("errors.field", hasItem("fial"))
        .body(
            "errors[0].allowed",
            equalTo(List.of("delayMillis", "fail", "id", "labels", "lockMillis", "text")));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{\"id\":\"a\",\"labels\":[\"b\",\" \"]} | labels[1]",
        "{\"id\":\"\"} | id",
        "null | body"
      })
  void shouldNameAFieldAsItsSenderKnowsIt(String body, String field) {
    given()
        .auth()
        .oauth2(Tokens.of("ana"))
        .contentType("application/json")
        .body(body)
        .post("/notes")
        .then()
        .statusCode(400)
        .body("code", equalTo("RAMAL-0400"))
        .body("errors.field", equalTo(List.of(field)));
  }

  @Test
  void shouldAnswerAPathThatLeadsNowhere() {
    given()
        .urlEncodingEnabled(false)
        .get("/nothing/a%20b")
        .then()
        .statusCode(404)
        .contentType(Problem.MEDIA_TYPE)
        .body("code", equalTo("RAMAL-0404"))
        .body("instance", equalTo("/nothing/a%20b"));
  }

  /** Keeps what is logged. */
  private static final class Listener extends Handler {
    private final List<String> lines;

    private Listener(List<String> lines) {
      this.lines = lines;
    }

    @Override
    public void publish(LogRecord line) {
      lines.add(((ExtLogRecord) line).getFormattedMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
