package dev.ramal.messaging.sending;

import static dev.ramal.messaging.fixtures.MessagingFixture.atTelnyx;
import static dev.ramal.messaging.fixtures.MessagingFixture.atTwilio;
import static dev.ramal.messaging.fixtures.MessagingFixture.contact;
import static dev.ramal.messaging.fixtures.MessagingFixture.get;
import static dev.ramal.messaging.fixtures.MessagingFixture.patiently;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.ramal.messaging.fixtures.MessagingFixture;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.RoundTrips;
import dev.ramal.testkit.fixtures.ApiUser;
import dev.ramal.testkit.fixtures.SimulatedCarriers;
import io.quarkus.test.junit.QuarkusMock;
import io.restassured.response.Response;
import io.vertx.mutiny.pgclient.PgPool;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@MessagingTest
class MessageBatchTest {
  @Inject MessagingFixture fixture;
  @Inject PgPool pool;

  @BeforeEach
  void connect() {
    fixture.connect();
    SimulatedCarriers.host().faults().clear();
  }

  @Test
  @DisplayName("MSG-270 each message of a batch is answered by itself, in order, and sent once")
  void shouldAnswerEachMessageByItself() {
    // Given
    String first = contact();
    String second = contact();
    String closed = contact();
    // When
    Response answer =
        batch(
            "ana",
            UUID.randomUUID().toString(),
            sms(first, "twilio", "um"),
            sms("11987654321", "twilio", "dois"),
            sms(second, "telnyx", "três"),
            Map.of("to", closed, "channel", "whatsapp", "body", "quatro"),
            sms(first, "twilio", "cinco"),
            sms("+551133334444", "twilio", "seis"));
    // Then
    answer
        .then()
        .statusCode(207)
        .body("accepted", equalTo(3))
        .body("refused", equalTo(3))
        .body("items.status", equalTo(List.of(201, 400, 201, 422, 201, 422)))
        .body("items[0].message.body", equalTo("um"))
        .body("items[0].problem", nullValue())
        .body("items[1].problem.code", equalTo("MESSAGES-0070"))
        .body("items[1].problem.suggestion", equalTo("+5511987654321"))
        .body("items[1].message", nullValue())
        .body("items[3].problem.code", equalTo("MESSAGES-0005"))
        .body(
            "items[4].message.conversationId",
            equalTo(answer.path("items[0].message.conversationId")))
        .body("items[5].problem.code", equalTo("MESSAGES-0071"));
    patiently().until(() -> atTwilio(first).size() == 2 && atTelnyx(second).size() == 1);
    assertThat(Postgres.database("messaging").count("conversation where contact = ?", closed))
        .as("a message that was refused leaves no thread")
        .isZero();
    get("breno", "/api/messages/" + answer.path("items[0].message.id")).statusCode(404);
  }

  @Test
  @DisplayName("MSG-271 a batch of a hundred takes the statements and the trips of one message")
  void shouldTakeTheStatementsOfOneMessage() {
    // Given: statements that are not this process' first
    batch("ana", UUID.randomUUID().toString(), sms(contact(), "twilio", "Oi"));
    RoundTrips trips = new RoundTrips();
    QuarkusMock.installMockForType(
        PgPool.newInstance(trips.watch(io.vertx.pgclient.PgPool.class, pool.getDelegate())),
        PgPool.class);
    List<Map<String, ?>> hundred = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      hundred.add(sms(contact(), i % 2 == 0 ? "twilio" : "telnyx", "Olá " + i));
    }
    // When
    send("ana", UUID.randomUUID().toString(), hundred)
        .then()
        .statusCode(207)
        .body("accepted", equalTo(100));
    // Then
    assertThat(trips.of("insert into idempotency"))
        .as("claims, reads, stores and commits")
        .extracting(List::size)
        .containsExactly(4, 3, 7);
  }

  @Test
  @DisplayName("MSG-272 a batch is repeated without harm: the key gives the first answer")
  void shouldGiveTheFirstAnswerToARepetition() {
    // Given
    String key = UUID.randomUUID().toString();
    String to = contact();
    String first = batch("ana", key, sms(to, "twilio", "um"), sms("x", "twilio", "y")).asString();
    // When
    Response again = batch("ana", key, sms(to, "twilio", "um"), sms("x", "twilio", "y"));
    // Then
    assertThat(again.asString()).isEqualTo(first);
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    batch("ana", key, sms(to, "twilio", "dois")).then().statusCode(422);
    batch("breno", key, sms(to, "twilio", "um")).then().body("accepted", equalTo(1));
    patiently().until(() -> atTwilio(to).size() == 2);
    assertThat(atTwilio(to))
        .extracting(message -> message.getString("from"))
        .containsExactlyInAnyOrder(MessagingFixture.AURORA_TWILIO, MessagingFixture.BOREAL_TWILIO);
  }

  @ParameterizedTest
  @CsvSource({"ana, twilio", "breno, telnyx"})
  @DisplayName("MSG-273 a batch holds 1 to 100 messages")
  void shouldRefuseWhatIsNoBatch(String user, String carrier) {
    // When
    for (int count : new int[] {0, 101}) {
      String to = contact();
      send(user, null, Collections.nCopies(count, sms(to, carrier, "Oi")))
          .then()
          // Then
          .statusCode(400)
          .body("code", equalTo("MESSAGES-0079"))
          .body("errors", hasSize(1))
          .body("errors[0].field", equalTo("messages"))
          .body("errors[0].message", containsString("not " + count));
      assertThat(Postgres.database("messaging").count("message where to_number = ?", to)).isZero();
    }
  }

  private static Map<String, String> sms(String to, String carrier, String body) {
    return Map.of("to", to, "channel", "sms", "body", body, "carrier", carrier);
  }

  @SafeVarargs
  private static Response batch(String user, String key, Map<String, ?>... messages) {
    return send(user, key, List.of(messages));
  }

  private static Response send(String user, String key, List<? extends Map<String, ?>> messages) {
    return ApiUser.as(user).post("/api/messages/batch", Map.of("messages", messages), key);
  }
}
