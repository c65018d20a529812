package dev.ramal.messaging.sending;

import static dev.ramal.messaging.fixtures.MessagingFixture.at;
import static dev.ramal.messaging.fixtures.MessagingFixture.atTelnyx;
import static dev.ramal.messaging.fixtures.MessagingFixture.atTwilio;
import static dev.ramal.messaging.fixtures.MessagingFixture.awaitStatus;
import static dev.ramal.messaging.fixtures.MessagingFixture.contact;
import static dev.ramal.messaging.fixtures.MessagingFixture.fact;
import static dev.ramal.messaging.fixtures.MessagingFixture.get;
import static dev.ramal.messaging.fixtures.MessagingFixture.patiently;
import static dev.ramal.messaging.fixtures.MessagingFixture.post;
import static dev.ramal.messaging.fixtures.MessagingFixture.send;
import static dev.ramal.messaging.fixtures.MessagingFixture.sends;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.containsStringIgnoringCase;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import dev.ramal.events.Carrier;
import dev.ramal.events.MessageStatus;
import dev.ramal.events.Topics;
import dev.ramal.events.messages.MessageAccepted;
import dev.ramal.events.messages.MessageDelivered;
import dev.ramal.events.messages.MessageSent;
import dev.ramal.messaging.fixtures.GatewayFacts;
import dev.ramal.messaging.fixtures.MessagingFixture;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.messaging.fixtures.Organization;
import dev.ramal.simulators.fault.RequestFault;
import dev.ramal.simulators.http.ReceivedRequest;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.RoundTrips;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.ApiUser;
import dev.ramal.testkit.fixtures.SimulatedCarriers;
import io.quarkus.test.junit.QuarkusMock;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.pgclient.PgPool;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@MessagingTest
class SendMessageTest {
  @Inject MessagingFixture fixture;
  @Inject PgPool pool;

  @BeforeEach
  void connect() {
    fixture.connect();
    SimulatedCarriers.host().faults().clear();
  }

  @ParameterizedTest
  @EnumSource(Organization.class)
  @DisplayName("MSG-10 a message goes out through Twilio and its delivery is told")
  void shouldSendThroughTwilioAndTellDelivery(Organization organization) {
    // Given
    String seller = organization.seller();
    String connection = organization.connection("twilio");
    String to = contact();
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES, Topics.MESSAGE_FACTS)) {
      // When
      String id = send(seller, to, "twilio", "Olá, tudo bem?");
      awaitStatus(seller, id, "sending");
      patiently().until(() -> atTwilio(to).size() == 1);
      String sid = atTwilio(to).get(0).getString("sid");
      probe.send(
          fact(
              organization.tenant(),
              id,
              UUID.randomUUID().toString(),
              GatewayFacts.status(Carrier.TWILIO, id, sid, MessageStatus.DELIVERED)));
      // Then
      MessageAccepted accepted = probe.await(MessageAccepted.class, id);
      assertThat(accepted.from()).isEqualTo(organization.ours("twilio"));
      assertThat(accepted.segments()).isEqualTo(1);
      assertThat(probe.await(MessageSent.class, id).carrierMessageId()).isEqualTo(sid);
      MessageDelivered delivered = probe.await(MessageDelivered.class, id);
      assertThat(delivered.connectionId()).isEqualTo(connection);
      get(seller, "/api/messages/" + id)
          .statusCode(200)
          .body("status", equalTo("delivered"))
          .body("agentName", containsStringIgnoringCase(seller));
      assertThat(statusCallbackOf(to))
          .contains("/webhooks/twilio/" + connection + "/message-status?message=" + id + "#rc=3");
      get(organization.stranger().seller(), "/api/messages/" + id).statusCode(404);
    }
  }

  @Test
  @DisplayName("MSG-94 whoever sends a message waits for Postgres three times")
  void shouldWaitForPostgresThreeTimes() {
    // Given: statements that are not this process' first
    send("ana", contact(), "twilio", "Oi");
    RoundTrips trips = new RoundTrips();
    String to = contact();
    QuarkusMock.installMockForType(
        PgPool.newInstance(trips.watch(io.vertx.pgclient.PgPool.class, pool.getDelegate())),
        PgPool.class);

    // When
    send("ana", to, "twilio", "Olá");

    // Then
    patiently().until(() -> atTwilio(to).size() == 1);
    assertThat(trips.of("insert into idempotency"))
        .as("claims, reads, stores and commits")
        .extracting(List::size)
        .containsExactly(4, 3, 7);
  }

  @Test
  @DisplayName("MSG-390 several who write to a new contact at the same time begin one thread")
  void shouldBeginOneThread() {
    // Given
    int contacts = 4;
    List<String> numbers = IntStream.range(0, contacts).mapToObj(n -> contact()).toList();

    // When
    List<CompletableFuture<String>> sent =
        IntStream.range(0, contacts * 4)
            .mapToObj(
                n ->
                    CompletableFuture.supplyAsync(
                        () ->
                            send(
                                n % 2 == 0 ? "ana" : "breno",
                                numbers.get(n / 4),
                                "twilio",
                                "Oi " + n)))
            .toList();
    List<String> ids = sent.stream().map(CompletableFuture::join).toList();

    // Then: what ana wrote is in one thread of hers, and what breno wrote in one of his
    for (int contact = 0; contact < contacts; contact++) {
      for (int person = 0; person < 2; person++) {
        String user = person == 0 ? "ana" : "breno";
        assertThat(
                List.of(
                    thread(user, ids.get(contact * 4 + person)),
                    thread(user, ids.get(contact * 4 + person + 2))))
            .containsOnly(thread(user, ids.get(contact * 4 + person)));
      }
    }
  }

  private static String thread(String user, String id) {
    return ApiUser.as(user).read("/api/messages/" + id).path("conversationId").asText();
  }

  @ParameterizedTest
  @EnumSource(Organization.class)
  @DisplayName("MSG-11 a message goes out through Telnyx with our id in the callback's address")
  void shouldSendThroughTelnyxWithOurIdInTheAddress(Organization organization) {
    // Given
    String to = contact();
    String connection = organization.connection("telnyx");
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES, Topics.MESSAGE_FACTS)) {
      // When
      String id = send(organization.seller(), to, "telnyx", "Bom dia");
      patiently().until(() -> atTelnyx(to).size() == 1);
      JsonObject taken = atTelnyx(to).get(0);
      probe.send(
          fact(
              organization.tenant(),
              id,
              UUID.randomUUID().toString(),
              GatewayFacts.status(
                  Carrier.TELNYX, id, taken.getString("id"), MessageStatus.DELIVERED)));
      // Then
      assertThat(taken.getString("webhook_url"))
          .endsWith("/webhooks/telnyx/" + connection + "?message=" + id);
      assertThat(taken.getJsonObject("from").getString("phone_number"))
          .isEqualTo(organization.ours("telnyx"));
      MessageDelivered delivered = probe.await(MessageDelivered.class, id);
      assertThat(delivered.carrier()).isEqualTo(Carrier.TELNYX);
      assertThat(delivered.connectionId()).isEqualTo(connection);
    }
  }

  @ParameterizedTest
  @CsvSource({"twilio, ana", "telnyx, ana", "telnyx, breno"})
  @DisplayName("MSG-12 fifty requests with one key are one message")
  void shouldSendOnceForFiftyRequestsWithOneKey(String carrier, String user) {
    // Given
    String to = contact();
    String key = UUID.randomUUID().toString();
    Map<String, String> body =
        Map.of("to", to, "channel", "sms", "body", "uma vez só", "carrier", carrier);
    // When
    List<Integer> answers =
        IntStream.range(0, 50)
            .parallel()
            .mapToObj(i -> post(user, key, body).statusCode())
            .toList();
    // Then
    patiently().until(() -> at(carrier, to).size() == 1);
    assertThat(answers).contains(201).allMatch(status -> status == 201 || status == 409);
    assertThat(Postgres.database("messaging").count("message where to_number = ?", to)).isOne();
    assertThat(at(carrier, to)).hasSize(1);
    post(user, key, Map.of("to", to, "channel", "sms", "body", "outro texto"))
        .then()
        .statusCode(422);
  }

  @ParameterizedTest
  @CsvSource({"twilio, ana", "telnyx, ana", "telnyx, breno"})
  @DisplayName("MSG-13 a throttled message goes out later, once")
  void shouldSendAThrottledMessageLater(String carrier, String user) {
    // Given
    String to = contact();
    SimulatedCarriers.host()
        .faults()
        .arm(RequestFault.tooMany(1).on(carrier, "POST", sends(carrier)), 2);
    // When
    String id = send(user, to, carrier, "devagar");
    // Then
    patiently().until(() -> at(carrier, to).size() == 1);
    awaitStatus(user, id, "sending");
    assertThat(
            Postgres.database("messaging").value("select attempts from message where id = ?", id))
        .isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"twilio, +5511987140300, 21610, AURORA", "telnyx, +5521987140300, 40300, BOREAL"})
  @DisplayName("MSG-14 a refused message fails with the carrier's code and a reason in Portuguese")
  void shouldFailARefusedMessageWithAReasonInPortuguese(
      String carrier, String optedOut, String code, Organization organization) {
    // When
    String id = send(organization.seller(), optedOut, carrier, "oferta");
    // Then
    awaitStatus(organization.seller(), id, "failed");
    get(organization.seller(), "/api/messages/" + id)
        .body("failure.code", equalTo(code))
        .body("failure.reason", containsString("pediu para não receber"));
    get(organization.stranger().seller(), "/api/messages/" + id).statusCode(404);
    get(
            organization.stranger().admin(),
            "/api/messages?status=failed&contact=%2B" + optedOut.substring(1))
        .statusCode(200)
        .body("items", hasSize(0));
  }

  @ParameterizedTest
  @EnumSource(Organization.class)
  @DisplayName("MSG-15 every bad field is named")
  void shouldNameEveryBadField(Organization organization) {
    String seller = organization.seller();
    // When
    post(seller, null, Map.of("to", "11987654321", "channel", "fax", "body", " "))
        .then()
        // Then
        .statusCode(400)
        .contentType("application/problem+json")
        .body("code", equalTo("MESSAGES-0001"))
        .body("errors.field", hasItem("to"))
        .body("errors.field", hasItem("channel"))
        .body("errors.field", hasItem("body"))
        .body("suggestion", equalTo("+5511987654321"));
    post(seller, null, Map.of("to", contact(), "channel", "sms", "body", "x", "sendAt", "amanhã"))
        .then()
        .statusCode(400)
        .body("errors.field", hasItem("sendAt"));
    post(seller, null, Map.of("to", contact(), "channel", "sms", "body", "ã".repeat(1601)))
        .then()
        .statusCode(400)
        .body("errors.field", hasItem("body"));
    post(seller, null, Map.of("to", contact(), "channel", "sms", "body", "Olá\0!"))
        .then()
        .statusCode(400)
        .body("errors.field", hasItem("body"));
  }

  @Test
  @DisplayName("MSG-16 an organization without such a carrier is told what to do")
  void shouldSayThatNoNumberCanSend() {
    // When
    post("breno", null, Map.of("to", contact(), "channel", "sms", "body", "x", "carrier", "tincan"))
        .then()
        // Then
        .statusCode(422)
        .body("code", equalTo("MESSAGES-0004"))
        .body("detail", containsString("/api/carriers"));
  }

  private static String statusCallbackOf(String to) {
    return SimulatedCarriers.host().twilio().requests().stream()
        .filter(request -> request.method().equals("POST"))
        .map(ReceivedRequest::form)
        .filter(form -> to.equals(form.get("To")))
        .map(form -> form.get("StatusCallback"))
        .findFirst()
        .orElseThrow();
  }
}
