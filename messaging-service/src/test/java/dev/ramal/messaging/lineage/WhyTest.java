package dev.ramal.messaging.lineage;

import static dev.ramal.messaging.fixtures.MessagingFixture.at;
import static dev.ramal.messaging.fixtures.MessagingFixture.fact;
import static dev.ramal.messaging.fixtures.MessagingFixture.patiently;
import static dev.ramal.messaging.fixtures.MessagingFixture.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.events.Carrier;
import dev.ramal.events.Event;
import dev.ramal.events.EventHeaders;
import dev.ramal.events.EventJson;
import dev.ramal.events.MessageStatus;
import dev.ramal.events.Topics;
import dev.ramal.events.carrier.CarrierMessageStatus;
import dev.ramal.messaging.fixtures.GatewayFacts;
import dev.ramal.messaging.fixtures.MessagingFixture;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.messaging.fixtures.Organization;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.ApiUser;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@MessagingTest
class WhyTest {
  private static final String PATH = "/api/ops/why";
  private static final String DELIVERED = "MessageDelivered";

  @Inject MessagingFixture messages;

  @BeforeEach
  void connect() {
    messages.connect();
  }

  @ParameterizedTest
  @CsvSource({"AURORA, olga, bia, twilio", "BOREAL, bia, olga, telnyx"})
  @DisplayName(
      "MSG-534 the way of a message is told by its id, its carrier's id, its contact's number and"
          + " the callback, as JSON, text and picture, to its own organization and the operator")
  void shouldTellTheWayOfAMessage(
      Organization organization, String ops, String stranger, String carrier) {
    // Given
    ApiUser user = ApiUser.as(ops);
    String to = person();
    String id = send(organization.seller(), to, carrier, "Oi");
    patiently().until(() -> at(carrier, to).size(), Integer.valueOf(1)::equals);
    String sid = at(carrier, to).get(0).getString(carrier.equals("twilio") ? "sid" : "id");
    Event<?> callback = delivered(organization, carrier, id, sid);

    // When
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGE_FACTS)) {
      probe.send(callback);
    }
    JsonNode way = patiently().until(() -> found(user, id), found -> hop(found, DELIVERED) != null);

    // Then
    JsonNode told = hop(way, DELIVERED);
    JsonNode cause = way.path("hops").get(told.path("cause").asInt() - 1);
    assertThat(way.path("kind").asText()).isEqualTo("message");
    assertThat(way.path("organization").asText()).isEqualTo(organization.tenant().value());
    assertThat(hop(way, "MessageAccepted").path("topic").asText()).isEqualTo(Topics.MESSAGES);
    assertThat(cause.path("eventId").asText()).isEqualTo(callback.id());
    assertThat(cause.path("topic").asText()).isEqualTo(Topics.MESSAGE_FACTS);
    assertThat(cause.path("decision").asText()).contains("status=delivered");
    assertThat(cause.path("sinceReceivedMillis").isNumber()).isTrue();
    assertThat(told.path("sinceCauseMillis").asLong()).isLessThan(30_000);
    assertThat(told.path("offset").isNumber()).isTrue();
    for (String asked : List.of(sid, to, to.substring(3), callback.id())) {
      JsonNode same = found(user, asked);
      assertThat(same).as(asked).isNotNull();
      assertThat(same.path("id").asText()).as(asked).isEqualTo(id);
      assertThat(hop(same, DELIVERED)).as(asked).isNotNull();
    }
    ask(ApiUser.as(stranger), "", id).then().statusCode(404).body("code", equalTo("OPS-0011"));
    assertThat(found(ApiUser.as("nina"), sid).path("id").asText()).isEqualTo(id);
    ask(user, "/text", id)
        .then()
        .statusCode(200)
        .contentType(startsWith("text/plain"))
        .body(containsString("message " + id), containsString(DELIVERED + "  <- "));
    ask(user, "/picture", id)
        .then()
        .statusCode(200)
        .contentType(startsWith("image/svg+xml"))
        .header("Content-Security-Policy", equalTo("default-src 'none'"))
        .body(containsString("<svg xmlns="), containsString(DELIVERED));
    assertThat(
            Postgres.database("messaging")
                .count("hop where hop::text like ?", "%" + to.substring(3) + "%"))
        .isZero();
  }

  @ParameterizedTest
  @CsvSource({"AURORA, olga", "BOREAL, bia"})
  @DisplayName("MSG-535 a record that could not be applied is a hop of its way, with who and why")
  void shouldTellWhatFailed(Organization organization, String ops) {
    // Given
    String id = UUID.randomUUID().toString();
    Event<?> callback = delivered(organization, "twilio", id, "SM" + UUID.randomUUID());
    String poisoned = EventJson.write(callback.data()).replace("\"status\"", "\"state\"");

    // When
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGE_FACTS)) {
      probe.send(Topics.MESSAGE_FACTS, callback.key(), EventHeaders.of(callback), poisoned);
    }
    JsonNode way =
        patiently()
            .until(
                () -> found(ApiUser.as(ops), id),
                found -> found != null && found.path("failures").asInt() > 0);

    // Then
    JsonNode dead = way.path("hops").get(1);
    assertThat(way.path("hops")).hasSize(2);
    assertThat(dead.path("topic").asText())
        .isEqualTo(Topics.deadLetter(Topics.MESSAGE_FACTS, "messaging-service"));
    assertThat(dead.path("cause").asInt()).isEqualTo(1);
    assertThat(dead.at("/failure/kind").asText()).isEqualTo("Malformed");
    assertThat(dead.at("/failure/reader").asText()).isEqualTo("messaging-service");
    assertThat(dead.at("/failure/detail").asText()).contains("status");
  }

  @Test
  @DisplayName("MSG-536 an id that matches two things names them, to each only its own")
  void shouldNameWhatAnIdMayMean() {
    // Given: both organizations write to one person, one of them twice
    String to = person();
    List<String> ours = List.of(send("ana", to, "twilio", "1"), send("ana", to, "twilio", "2"));
    String theirs = send("breno", to, "twilio", "3");
    ours.forEach(id -> patiently().until(() -> found(ApiUser.as("olga"), id) != null));
    patiently().until(() -> found(ApiUser.as("bia"), theirs) != null);

    // When, Then
    ask(ApiUser.as("olga"), "", to)
        .then()
        .statusCode(409)
        .body("code", equalTo("OPS-0012"))
        .body("errors.field", contains("id"))
        .body("candidates.id", containsInAnyOrder(ours.toArray()))
        .body("candidates.kind", everyItem(equalTo("message")))
        .body("candidates.organization", everyItem(equalTo("aurora")))
        .body("more", equalTo(false));
    ask(ApiUser.as("nina"), "/picture", to)
        .then()
        .statusCode(409)
        .body("candidates.id", containsInAnyOrder(ours.get(0), ours.get(1), theirs));
    assertThat(found(ApiUser.as("bia"), to).path("id").asText()).isEqualTo(theirs);
    assertThat(found(ApiUser.as("nina", "boreal"), to).path("id").asText()).isEqualTo(theirs);
  }

  @Test
  @DisplayName("MSG-537 what is no id, is nobody's, or is asked by others is refused by name")
  void shouldRefuseWhatCannotBeAsked() {
    // Given
    ApiUser olga = ApiUser.as("olga");

    // When, Then
    for (String form : List.of("", "/text", "/picture")) {
      ask(olga, form, UUID.randomUUID().toString())
          .then()
          .statusCode(404)
          .contentType("application/problem+json")
          .body("code", equalTo("OPS-0011"))
          .body("errors.field", contains("id"));
      ask(olga, form, " ").then().statusCode(400).body("errors.field", contains("id"));
      ask(olga, form, "x".repeat(201)).then().statusCode(400).body("errors.field", contains("id"));
      olga.request().get(PATH + form).then().statusCode(400).body("errors.field", contains("id"));
      ask(ApiUser.as("ana"), form, "x").then().statusCode(403);
    }
    olga.request().get(PATH + "?call=x").then().statusCode(400);
  }

  private static Event<CarrierMessageStatus> delivered(
      Organization organization, String carrier, String id, String sid) {
    return fact(
        organization.tenant(),
        id,
        UUID.randomUUID().toString(),
        GatewayFacts.status(Carrier.of(carrier), id, sid, MessageStatus.DELIVERED));
  }

  /** Whom no test before has written to: what those did is on Kafka still. */
  private static String person() {
    return "+55119" + ThreadLocalRandom.current().nextInt(80_000_000, 99_999_999);
  }

  private static Response ask(ApiUser user, String form, String id) {
    return user.request().queryParam("id", id).get(PATH + form);
  }

  /** Null while nothing, or not one thing alone, has the id. */
  private static JsonNode found(ApiUser user, String id) {
    Response answer = ask(user, "", id);
    return answer.statusCode() == 404 ? null : ApiUser.json(answer, 200);
  }

  /** The first of its name; null for none. */
  private static JsonNode hop(JsonNode way, String event) {
    return way == null
        ? null
        : StreamSupport.stream(way.path("hops").spliterator(), false)
            .filter(hop -> hop.path("event").asText().equals(event))
            .findFirst()
            .orElse(null);
  }
}
