package dev.ramal.messaging.routing;

import static dev.ramal.messaging.fixtures.MessagingFixture.AURORA_TELNYX;
import static dev.ramal.messaging.fixtures.MessagingFixture.AURORA_TWILIO;
import static dev.ramal.messaging.fixtures.MessagingFixture.atTelnyx;
import static dev.ramal.messaging.fixtures.MessagingFixture.atTwilio;
import static dev.ramal.messaging.fixtures.MessagingFixture.awaitStatus;
import static dev.ramal.messaging.fixtures.MessagingFixture.contact;
import static dev.ramal.messaging.fixtures.MessagingFixture.get;
import static dev.ramal.messaging.fixtures.MessagingFixture.patiently;
import static dev.ramal.messaging.fixtures.MessagingFixture.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.events.messages.MessageRerouted;
import dev.ramal.messaging.carrier.tincan.TincanMessageCarrier;
import dev.ramal.messaging.fixtures.MessagingFixture;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.simulators.fault.RequestFault;
import dev.ramal.testkit.MovableClock;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.ApiUser;
import dev.ramal.testkit.fixtures.SimulatedCarriers;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@MessagingTest
class HotSwapTest {
  private static final Postgres DATABASE = Postgres.database("messaging");

  @Inject MovableClock clock;
  @Inject MessagingFixture fixture;
  @Inject TincanMessageCarrier tincan;
  @Inject SenderCircuits circuits;

  @BeforeEach
  void connect() {
    fixture.connect();
    SimulatedCarriers.host().faults().clear();
    forgetTrouble();
  }

  @AfterEach
  void asBefore() {
    SimulatedCarriers.host().faults().clear();
    DATABASE.execute("delete from message_routing");
    forgetTrouble();
    clock.reset();
  }

  @Test
  @DisplayName("MSG-152 carriers are swapped during traffic: each message goes out once")
  void shouldSwapCarriersDuringTraffic() {
    // Given
    order("twilio", "telnyx");
    List<String> contacts = IntStream.range(0, 24).mapToObj(i -> contact()).toList();
    // When: agents write while the order is turned around
    List<CompletableFuture<String>> sent =
        contacts.stream().map(to -> CompletableFuture.supplyAsync(() -> send("ana", to))).toList();
    order("telnyx", "twilio");
    sent.forEach(CompletableFuture::join);
    String behind = contact();
    send("ana", behind);
    // Then
    patiently()
        .untilAsserted(
            () ->
                assertThat(contacts)
                    .allSatisfy(
                        to -> assertThat(atTwilio(to).size() + atTelnyx(to).size()).isOne()));
    patiently().until(() -> atTelnyx(behind).size() == 1);
    assertThat(atTwilio(behind)).isEmpty();
  }

  @Test
  @DisplayName("MSG-152 an order is the organization's own, and goes before the thread's number")
  void shouldFollowTheOrderOfTheOrganizationOnly() {
    // Given
    String to = contact();
    order("twilio");
    String first = send("ana", to);
    get("ana", "/api/messages/" + first).body("from", equalTo(AURORA_TWILIO));
    // When
    order("telnyx", "twilio");
    String second = send("ana", to);
    String others = send("breno", to);
    // Then
    get("ana", "/api/messages/" + second).body("from", equalTo(AURORA_TELNYX));
    get("breno", "/api/messages/" + others).body("from", equalTo(MessagingFixture.BOREAL_TWILIO));
    ApiUser.as("bia")
        .request()
        .get("/api/settings/message-routing")
        .then()
        .body("smsFollowsThread", equalTo(true))
        .body("sms", hasItems("twilio", "telnyx"));
  }

  @Test
  @DisplayName("MSG-153 who may set the order, and what is no order")
  void shouldRefuseWhatIsNoOrder() {
    put("ana", Map.of("smsAfterMinutes", 5)).statusCode(403);
    put("carla", Map.of()).statusCode(400).body("code", equalTo("MESSAGES-0030"));
    put(
            "carla",
            Map.of(
                "sms",
                List.of("twilio", "twilio"),
                "whatsapp",
                List.of("pombo"),
                "smsAfterMinutes",
                1441))
        .statusCode(400)
        .body("errors.field", contains("sms", "whatsapp", "smsAfterMinutes"));
    put("carla", Map.of("sms", List.of())).statusCode(400);
    put("carla", Map.of("whatsapp", List.of("telnyx"), "smsAfterMinutes", 20))
        .statusCode(200)
        .body("whatsapp", contains("telnyx"))
        .body("smsAfterMinutes", equalTo(20));
    put("carla", Map.of("smsAfterMinutes", 0))
        .statusCode(200)
        .body("whatsapp", contains("telnyx"))
        .body("smsAfterMinutes", equalTo(0));
  }

  @Test
  @DisplayName("MSG-154 a message that its account proves not to take goes through the other one")
  void shouldGoThroughTheOtherAccountAfterAProvenRefusal() {
    // Given
    order("twilio", "telnyx");
    String to = contact();
    refuse("twilio", "/Messages.json", 1);
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES)) {
      // When
      String id = send("ana", to);
      // Then
      MessageRerouted told = probe.await(MessageRerouted.class, id);
      assertThat(told.fromNumber()).isEqualTo(AURORA_TWILIO);
      assertThat(told.toNumber()).isEqualTo(AURORA_TELNYX);
      assertThat(told.code()).isEqualTo("20003");
      patiently().until(() -> atTelnyx(to).size() == 1);
      awaitStatus("ana", id, "sending");
      assertThat(atTwilio(to)).isEmpty();
      get("ana", "/api/messages/" + id)
          .body("carrier", equalTo("telnyx"))
          .body("from", equalTo(AURORA_TELNYX))
          .body("rerouted.carrier", contains("twilio"))
          .body("rerouted.code", contains("20003"));
      assertThat(DATABASE.count("jobs where subject = ? and state = 'DONE'", id)).isEqualTo(2);
    }
    // And the other way round
    order("telnyx", "twilio");
    String another = contact();
    refuse("telnyx", "/messages", 1);
    send("ana", another);
    patiently().until(() -> atTwilio(another).size() == 1);
    assertThat(atTelnyx(another)).isEmpty();
  }

  @Test
  @DisplayName("MSG-154 where every account refuses, the message fails, and each was asked once")
  void shouldFailWhenEveryAccountRefuses() {
    // Given
    order("twilio", "telnyx");
    String to = contact();
    refuse("twilio", "/Messages.json", 1);
    refuse("telnyx", "/messages", 1);
    // When
    String id = send("ana", to);
    // Then
    awaitStatus("ana", id, "failed");
    get("ana", "/api/messages/" + id).body("failure.code", equalTo("10009"));
    assertThat(SimulatedCarriers.host().faults().armed()).isEmpty();
  }

  @Test
  @DisplayName("MSG-155 an unknown outcome never leads to another account")
  void shouldNotGoElsewhereAfterAnUnknownOutcome() {
    // Given
    order("twilio", "telnyx");
    String to = contact();
    SimulatedCarriers.host()
        .faults()
        .arm(RequestFault.timeoutAfterAccepting().on("twilio", "POST", "/Messages.json"), 1);
    // When
    String id = send("ana", to);
    // Then
    patiently().until(() -> carrierId(id) != null);
    get("ana", "/api/messages/" + id).body("carrier", equalTo("twilio")).body("rerouted", empty());
    assertThat(atTwilio(to)).hasSize(1);
    assertThat(atTelnyx(to)).isEmpty();
  }

  @Test
  @DisplayName("MSG-155 what its author sent through one carrier goes through no other")
  void shouldNotMoveWhatTheAuthorHasPinned() {
    // Given
    String to = contact();
    refuse("twilio", "/Messages.json", 1);
    // When
    String id = MessagingFixture.send("ana", to, "twilio", "só por aqui");
    // Then
    awaitStatus("ana", id, "failed");
    get("ana", "/api/messages/" + id)
        .body("failure.code", equalTo("20003"))
        .body("failure.reasonEnglish", equalTo("The carrier's account refused the credentials."))
        .body("failure.advice", equalTo("Peça ao administrador que confira a conta na operadora."))
        .body("replacedBy", nullValue());
    assertThat(atTelnyx(to)).isEmpty();
  }

  @Test
  @DisplayName("MSG-157 what waits on an account that is switched off goes through another, once")
  void shouldMoveWhatWaitsOnAnAccountThatIsSwitchedOff() {
    // Given
    fixture.connectTincan(true);
    order("tincan", "twilio");
    DATABASE.execute(
        "insert into job_accounts (tenant, account, paused_until) values ('%s', 'aurora-tincan',"
                .formatted(Tenants.AURORA.value())
            + " 'infinity') on conflict (tenant, account) do update set paused_until = 'infinity'");
    List<String> contacts = IntStream.range(0, 3).mapToObj(i -> contact()).toList();
    List<String> ids = contacts.stream().map(to -> send("ana", to)).toList();
    // When
    fixture.connectTincan(false);
    DATABASE.execute("update job_accounts set paused_until = null");
    // Then
    patiently()
        .untilAsserted(
            () -> assertThat(contacts).allSatisfy(to -> assertThat(atTwilio(to)).hasSize(1)));
    ids.forEach(
        id ->
            get("ana", "/api/messages/" + id)
                .body("carrier", equalTo("twilio"))
                .body("rerouted.code", contains("account-off")));
    assertThat(contacts).allSatisfy(to -> assertThat(tincan.taken(to)).isEmpty());
  }

  @Test
  @DisplayName("MSG-158 an account that does not work is kept away from, told of, and comes back")
  void shouldKeepAwayFromAnAccountThatDoesNotWork() {
    // Given
    order("twilio", "telnyx");
    refuse("twilio", "/Messages.json", Integer.MAX_VALUE);
    try (TopicProbe probe = TopicProbe.on(Topics.ALERTS)) {
      for (int i = 0; i < 5; i++) {
        String to = contact();
        send("ana", to);
        patiently().until(() -> atTelnyx(to).size() == 1);
      }
      // When
      probe.await(
          "the alert",
          record -> record.is(AlertRaised.class) && record.json().contains("aurora-twilio"));
    }
    String next = send("ana", contact());
    // Then
    get("ana", "/api/messages/" + next)
        .body("carrier", equalTo("telnyx"))
        .body("rerouted", empty());
    String own = "items.find { it.connectionId == 'aurora-twilio' }.";
    get("carla", "/api/messages/senders/health")
        .statusCode(200)
        .body(own + "circuits.find { it.channel == 'sms' }.state", equalTo("open"))
        .body(own + "circuits.find { it.channel == 'whatsapp' }.state", equalTo("closed"))
        .body(own + "circuits[0].lastErrors.code", hasItem("20003"))
        .body(own + "parts.find { it.part == 'connectivity' }.state", equalTo("failing"));
    SimulatedCarriers.host().faults().clear();
    clock.advance(Duration.ofSeconds(20));
    patiently().until(() -> state("aurora-twilio").equals("HALF_OPEN"));
    String to = contact();
    send("ana", to);
    patiently().until(() -> atTwilio(to).size() == 1);
    patiently().until(() -> state("aurora-twilio").equals("CLOSED"));
  }

  @Test
  @DisplayName("MSG-159 how senders do: account, senders, connectivity and what waits")
  void shouldTellHowSendersDo() {
    // Given
    get("ana", "/api/messages/senders/health").statusCode(403);
    String own = "items.find { it.connectionId == 'aurora-twilio' }.";
    // Then
    get("carla", "/api/messages/senders/health")
        .statusCode(200)
        .body("items.connectionId", hasItems("aurora-twilio", "aurora-telnyx"))
        .body(own + "parts.part", contains("account", "senders", "connectivity", "queue"))
        .body(own + "parts.state", contains("ok", "warning", "ok", "ok"))
        .body(own + "parts[1].reason", equalTo(AURORA_TWILIO + " cannot send SMS."))
        .body(
            "items.find { it.connectionId == 'aurora-telnyx' }.parts.find { it.part == 'account'"
                + " }.state",
            equalTo("ok"));
    get("bia", "/api/messages/senders/health")
        .statusCode(200)
        .body("items.connectionId", contains("boreal-twilio"));
    // When: something waits for a carrier that asked us to, and it takes no token any more
    DATABASE.execute(
        "insert into job_accounts (tenant, account, paused_until) values (?, 'boreal-twilio',"
            + " now() + interval '1 h') on conflict (tenant, account) do update"
            + " set paused_until = excluded.paused_until",
        Tenants.BOREAL.value());
    String waiting = send("breno", contact());
    SimulatedCarriers.host()
        .faults()
        .arm(RequestFault.status(401).on("twilio", "GET", "/Accounts/"), 2);
    // Then
    get("bia", "/api/messages/senders/health")
        .body("items[0].parts.find { it.part == 'account' }.state", equalTo("failing"))
        .body("items[0].parts.find { it.part == 'queue' }.state", equalTo("warning"))
        .body("items[0].waiting", equalTo(1))
        .body("items[0].oldestSeconds", notNullValue())
        .body("items[0].pausedUntil", notNullValue());
    DATABASE.execute("update job_accounts set paused_until = null");
    awaitStatus("breno", waiting, "sending");
    get("bia", "/api/messages/senders/health")
        .body("items[0].waiting", equalTo(0))
        .body("items[0].oldestSeconds", nullValue());
  }

  /** The account refuses our credentials, and does nothing. */
  private static void refuse(String carrier, String path, int times) {
    SimulatedCarriers.host()
        .faults()
        .arm(RequestFault.status(401).on(carrier, "POST", path), times);
  }

  private static void order(String... carriers) {
    put("carla", Map.of("sms", List.of(carriers))).statusCode(200);
  }

  private static ValidatableResponse put(String user, Map<String, ?> body) {
    return ApiUser.as(user).request().body(body).put("/api/settings/message-routing").then();
  }

  private static String send(String user, String to) {
    return post(user, null, Map.of("to", to, "channel", "sms", "body", "Oi"))
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static String carrierId(String id) {
    return (String) DATABASE.value("select carrier_message_id from message where id = ?", id);
  }

  private static String state(String connection) {
    return (String)
        DATABASE.value(
            "select state from sender_circuit where connection_id = ? and channel = 'SMS'",
            connection);
  }

  private void forgetTrouble() {
    DATABASE.execute("delete from sender_circuit");
    circuits.refresh().await().atMost(Duration.ofSeconds(10));
  }
}
