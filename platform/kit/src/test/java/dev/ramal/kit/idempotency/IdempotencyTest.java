package dev.ramal.kit.idempotency;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.ramal.kit.app.KitTest;
import dev.ramal.kit.app.Notes;
import dev.ramal.testkit.Tokens;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@KitTest
class IdempotencyTest {

  @Test
  void shouldGiveTheFirstAnswerToARepetition() {
    // Given
    String id = Notes.newId();
    Response first = post("ana", id, body(id, 0, false));

    // When
    Response second = post("ana", id, body(id, 0, false));

    // Then
    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(second.statusCode()).isEqualTo(201);
    assertThat(second.asString()).isEqualTo(first.asString());
    assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(written(id)).isEqualTo(1);
  }

  @Test
  void shouldDoTheWorkOnceWhenTheSameKeyRaces() {
    // Given
    String id = Notes.newId();

    // When
    List<Response> answers =
        IntStream.range(0, 8)
            .mapToObj(
                i -> CompletableFuture.supplyAsync(() -> post("ana", id, body(id, 100, false))))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();

    // Then
    assertThat(answers).extracting(Response::statusCode).containsOnly(201);
    assertThat(written(id)).isEqualTo(1);
  }

  @Test
  void shouldSayThatTheFirstStillRunsWhenItTakesLong() {
    // Given
    String id = Notes.newId();
    CompletableFuture<Response> slow =
        CompletableFuture.supplyAsync(() -> post("ana", id, body(id, 4_000, false)));
    await()
        .until(
            () ->
                Notes.DATABASE.count(
                        "pg_stat_activity where state = 'idle in transaction' and query like"
                            + " '%notes%'")
                    > 0);

    // When
    Response second = post("ana", id, body(id, 4_000, false));

    // Then
    assertThat(second.statusCode()).isEqualTo(409);
    assertThat(second.jsonPath().getString("code")).isEqualTo("RAMAL-0453");
    assertThat(slow.join().statusCode()).isEqualTo(201);
  }

  @Test
  void shouldNotTakeALockOfTheWorkForTheFirstRequest() throws SQLException {
    // Given
    String id = Notes.newId();
    Response answer;
    try (Connection other = Notes.DATABASE.connect()) {
      other.setAutoCommit(false);
      other.createStatement().execute("lock table notes in exclusive mode");

      // When
      answer = post("ana", id, impatient(id));
      other.rollback();
    }

    // Then
    answer.then().statusCode(503).body("code", equalTo("RAMAL-0503"));
    assertThat(answer.header("Retry-After")).isEqualTo("2");
    assertThat(post("ana", id, impatient(id)).statusCode()).isEqualTo(201);
  }

  /** Of ten at a time, six are under way and four wait. */
  @Test
  void shouldRefuseWhatFindsTheLineOfItsOrganizationFull() throws SQLException {
    // Given
    ExecutorService people = Executors.newCachedThreadPool();
    List<String> ids = IntStream.range(0, 14).mapToObj(i -> Notes.newId()).toList();
    CompletableFuture<Response> other;
    List<CompletableFuture<Response>> asked;
    try (Connection slow = Notes.DATABASE.connect()) {
      slow.setAutoCommit(false);
      slow.createStatement().execute("lock table notes in exclusive mode");

      // When
      asked = ids.stream().map(id -> asking(people, "ana", id)).toList();
      await().until(() -> asked.stream().filter(CompletableFuture::isDone).count() == 4);
      other = asking(people, "breno", Notes.newId());
      slow.rollback();
    }

    // Then
    assertThat(other.join().statusCode()).as("of whoever floods nobody else").isEqualTo(201);
    assertThat(asked)
        .extracting(answer -> answer.join().statusCode())
        .filteredOn(status -> status == 201)
        .hasSize(10);
    for (int i = 0; i < ids.size(); i++) {
      Response answer = asked.get(i).join();
      if (answer.statusCode() != 201) {
        answer
            .then()
            .statusCode(503)
            .header("Retry-After", "2")
            .body("code", equalTo("RAMAL-0503"));
        assertThat(written(ids.get(i))).as("it is not begun").isZero();
        assertThat(post("ana", ids.get(i), body(ids.get(i), 0, false)).statusCode()).isEqualTo(201);
      }
    }
    people.shutdown();
  }

  private static CompletableFuture<Response> asking(ExecutorService people, String who, String id) {
    return CompletableFuture.supplyAsync(() -> post(who, id, body(id, 0, false)), people);
  }

  @Test
  void shouldRefuseAnotherBodyUnderTheSameKey() {
    // Given
    String id = Notes.newId();
    post("ana", id, body(id, 0, false));

    // When
    Response other = post("ana", id, body(id + "x", 0, false));

    // Then
    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(other.contentType()).isEqualTo("application/problem+json");
    assertThat(other.<String>path("errors[0].message"))
        .isEqualTo("was used by another person, or with another body");
  }

  @Test
  void shouldForgetTheKeyOfWorkThatFailed() {
    // Given
    String id = Notes.newId();
    Response failed = post("ana", id, body(id, 0, true));

    // When
    Response again = post("ana", id, body(id, 0, false));

    // Then
    assertThat(failed.statusCode()).isEqualTo(402);
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(written(id)).isEqualTo(1);
  }

  @Test
  void shouldKeepTheKeysOfTwoOrganizationsApart() {
    // Given
    String id = Notes.newId();
    post("ana", id, body(id, 0, false));

    // When
    Response other = post("breno", id, body(id, 0, false));

    // Then
    assertThat(other.statusCode()).isEqualTo(201);
    assertThat(other.header("Idempotency-Replayed")).isNull();
    assertThat(written(id)).isEqualTo(2);
  }

  @Test
  void shouldNameTheHeaderWhenTheKeyIsTooLong() {
    // Given
    String key = "k".repeat(256);

    // When
    Response answer = post("ana", key, body(Notes.newId(), 0, false));

    // Then
    answer.then().statusCode(400).body("errors[0].field", equalTo("Idempotency-Key"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   "})
  void shouldNotTakeABlankKeyForNone(String key) {
    // Given
    String id = Notes.newId();

    // When
    Response answer = post("ana", key, body(id, 0, false));

    // Then
    answer
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("code", equalTo("RAMAL-0451"))
        .body("errors[0].field", equalTo("Idempotency-Key"));
    assertThat(written(id)).isZero();
  }

  @Test
  void shouldNotMindABlankKeyWhereNoneIsTaken() {
    // When, Then
    given()
        .auth()
        .oauth2(Tokens.of("ana"))
        .header("Idempotency-Key", "")
        .get("/notes/me")
        .then()
        .statusCode(200);
  }

  @Test
  void shouldWriteWithoutAKey() {
    // Given
    String id = Notes.newId();

    // When
    Response answer =
        given()
            .auth()
            .oauth2(Tokens.of("ana"))
            .contentType("application/json")
            .body(body(id, 0, false))
            .post("/notes");

    // Then
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(written(id)).isEqualTo(1);
  }

  private static long written(String id) {
    return Notes.DATABASE.count("notes where id like ?", id + "%");
  }

  private static String body(String id, int delay, boolean fail) {
    return "{\"id\":\"%s\",\"delayMillis\":%d,\"fail\":%b}".formatted(id, delay, fail);
  }

  /** Waits for locks of the work less long than everybody else. */
  private static String impatient(String id) {
    return "{\"id\":\"%s\",\"lockMillis\":1000}".formatted(id);
  }

  private static Response post(String user, String key, String body) {
    return given()
        .auth()
        .oauth2(Tokens.of(user))
        .header("Idempotency-Key", key)
        .contentType("application/json")
        .body(body)
        .post("/notes");
  }
}
