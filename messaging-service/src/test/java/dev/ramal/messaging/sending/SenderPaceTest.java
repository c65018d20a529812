package dev.ramal.messaging.sending;

import static dev.ramal.messaging.fixtures.MessagingFixture.AURORA_TELNYX;
import static dev.ramal.messaging.fixtures.MessagingFixture.AURORA_TELNYX_TOO;
import static dev.ramal.messaging.fixtures.MessagingFixture.BOREAL_TWILIO;
import static dev.ramal.messaging.fixtures.MessagingFixture.BOREAL_TWILIO_TOO;
import static dev.ramal.messaging.fixtures.MessagingFixture.at;
import static dev.ramal.messaging.fixtures.MessagingFixture.atTelnyx;
import static dev.ramal.messaging.fixtures.MessagingFixture.atTwilio;
import static dev.ramal.messaging.fixtures.MessagingFixture.awaitStatus;
import static dev.ramal.messaging.fixtures.MessagingFixture.contact;
import static dev.ramal.messaging.fixtures.MessagingFixture.fact;
import static dev.ramal.messaging.fixtures.MessagingFixture.get;
import static dev.ramal.messaging.fixtures.MessagingFixture.ours;
import static dev.ramal.messaging.fixtures.MessagingFixture.patiently;
import static dev.ramal.messaging.fixtures.MessagingFixture.send;
import static dev.ramal.messaging.fixtures.MessagingFixture.sends;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.ramal.events.Topics;
import dev.ramal.messaging.fixtures.GatewayFacts;
import dev.ramal.messaging.fixtures.MessagingFixture;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.messaging.fixtures.OpenWindow;
import dev.ramal.messaging.fixtures.Organization;
import dev.ramal.simulators.context.SendingLimit;
import dev.ramal.simulators.fault.RequestFault;
import dev.ramal.testkit.MovableClock;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.ApiUser;
import dev.ramal.testkit.fixtures.SimulatedCarriers;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@MessagingTest
class SenderPaceTest {
  private static final Postgres DATABASE = Postgres.database("messaging");

  @Inject MovableClock clock;
  @Inject MessagingFixture fixture;

  private final List<SendingLimit> limits =
      List.of(
          SimulatedCarriers.host().twilio().messageLimit(),
          SimulatedCarriers.host().telnyx().messageLimit());

  @BeforeEach
  void connect() {
    fixture.connect();
    SimulatedCarriers.host().faults().clear();
  }

  @AfterEach
  void asBefore() {
    clock.reset();
    limits.forEach(limit -> limit.perSecond(0));
    for (Organization organization : Organization.values()) {
      organization.set(
          "messages", Map.of("smsPerMinute", 0, "whatsAppPerMinute", 0, "validityMinutes", 0));
    }
  }

  @Test
  @DisplayName(
      "MSG-130 a burst leaves at its senders' pace, at either carrier without a 429; another"
          + " organization has no pace")
  void shouldSendABurstAtTheSendersPace() {
    // Given: each carrier takes twenty a second of a number, and forgives one of them
    change(Map.of("smsPerMinute", 1200));
    List<String> contacts = IntStream.range(0, 90).mapToObj(i -> contact()).toList();
    limits.forEach(limit -> limit.perSecond(20));
    Instant begun = Instant.now();

    // When
    burst(
        "ana",
        IntStream.range(0, 90)
            .mapToObj(i -> message("sms", contacts.get(i), i % 2 == 0 ? "twilio" : "telnyx"))
            .toList());
    List<String> others =
        List.of(send("breno", contact(), "twilio", "Oi"), send("breno", contact(), "telnyx", "Oi"));

    // Then
    others.forEach(other -> awaitStatus("breno", other, "sending"));
    for (int i = 0; i < 90; i += 2) {
      String byTwilio = contacts.get(i);
      String byTelnyx = contacts.get(i + 1);
      patiently().until(() -> atTwilio(byTwilio).size() == 1 && atTelnyx(byTelnyx).size() == 1);
    }
    Duration all = Duration.between(begun, Instant.now());
    assertThat(limits).extracting(SendingLimit::refused).containsOnly(0);
    assertThat(all).isGreaterThan(Duration.ofMillis(44 * 50));
    for (int i = 0; i < 2; i++) {
      assertThat(
              DATABASE.count(
                  "message mine, message theirs where mine.to_number = ? and theirs.id = ?"
                      + " and theirs.handed_over_at < mine.handed_over_at",
                  contacts.get(88 + i),
                  others.get(i)))
          .as("another organization's message leaves while the burst waits")
          .isOne();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "telnyx, AURORA, " + AURORA_TELNYX + ", " + AURORA_TELNYX_TOO,
    "twilio, BOREAL, " + BOREAL_TWILIO + ", " + BOREAL_TWILIO_TOO
  })
  @DisplayName(
      "MSG-360 by WhatsApp all numbers of one account share one pace: Meta counts the portfolio")
  void shouldPaceAllNumbersOfAnAccountTogetherByWhatsApp(
      String carrier, Organization organization, String number, String numberToo) {
    // Given: eight a second of the account
    organization.set("messages", Map.of("whatsAppPerMinute", 480));
    String one = contact();
    String other = contact();
    OpenWindow.of(organization.tenant(), one, number);
    OpenWindow.of(organization.tenant(), other, numberToo);
    limits.forEach(limit -> limit.perSecond(8));
    Instant begun = Instant.now();

    // When
    burst(
        organization.seller(),
        IntStream.range(0, 6)
            .mapToObj(i -> Stream.of(one, other))
            .flatMap(both -> both.map(to -> message("whatsapp", to, carrier)))
            .toList());

    // Then
    patiently().until(() -> at(carrier, one).size() == 6 && at(carrier, other).size() == 6);
    assertThat(Duration.between(begun, Instant.now())).isGreaterThan(Duration.ofMillis(11 * 125));
    assertThat(limits).extracting(SendingLimit::refused).containsOnly(0);
    assertThat(Stream.of(one, other).map(to -> at(carrier, to).get(5)))
        .extracting(
            message ->
                carrier.equals("twilio")
                    ? message.getString("from").replace("whatsapp:", "")
                    : message.getJsonObject("from").getString("phone_number"))
        .containsExactly(number, numberToo);
  }

  @ParameterizedTest
  @CsvSource({"twilio, AURORA", "telnyx, BOREAL"})
  @DisplayName(
      "MSG-411 behind a slow carrier a sender's messages neither pile up nor fail, and others pass")
  void shouldNotPileUpBehindASlowCarrier(String carrier, Organization organization) {
    // Given: two a second of the number, one of which may be without an answer
    organization.set("messages", Map.of("smsPerMinute", 120));
    List<String> contacts = IntStream.range(0, 6).mapToObj(i -> contact()).toList();
    Duration slow = Duration.ofMillis(900);
    SimulatedCarriers.host()
        .faults()
        .arm(RequestFault.late(slow).on(carrier, "POST", sends(carrier)), 6);
    String other = carrier.equals("twilio") ? "telnyx" : "twilio";
    String elsewhere = contact();

    // When
    burst(organization.seller(), contacts.stream().map(to -> message("sms", to, carrier)).toList());
    patiently().until(() -> reached(carrier, contacts) == 1);
    Instant begun = Instant.now();
    send(organization.seller(), elsewhere, other, "Oi");

    // Then
    patiently().until(() -> at(other, elsewhere).size() == 1);
    assertThat(reached(carrier, contacts)).isLessThan(6);
    patiently().until(() -> reached(carrier, contacts) == 6);
    assertThat(Duration.between(begun, Instant.now())).isGreaterThan(slow.multipliedBy(4));
    assertThat(contacts).allSatisfy(to -> assertThat(at(carrier, to)).hasSize(1));
    assertThat(
            DATABASE.count(
                "jobs where tenant = ? and queue = 'messages' and failures > 0"
                    + " and subject in (select id from message where to_number = any(?::text[]))",
                organization.tenant().value(),
                "{" + String.join(",", contacts) + "}"))
        .as("to wait for answers is no attempt")
        .isZero();
  }

  private static long reached(String carrier, List<String> contacts) {
    return contacts.stream().filter(to -> !at(carrier, to).isEmpty()).count();
  }

  @ParameterizedTest
  @CsvSource({"twilio, AURORA", "telnyx, BOREAL"})
  @DisplayName("MSG-131 what waits for longer than its validity expires, and does not leave")
  void shouldExpireWhatWaitsTooLong(String carrier, Organization organization) {
    // Given
    String seller = organization.seller();
    organization.set("messages", Map.of("validityMinutes", 5));
    String to = contact();
    SimulatedCarriers.host()
        .faults()
        .arm(RequestFault.tooMany(240).on(carrier, "POST", sends(carrier)), 1);
    String id = send(seller, to, carrier, "Só hoje!");
    patiently().until(() -> SimulatedCarriers.host().faults().armed().isEmpty());
    awaitStatus(seller, id, "accepted");

    // When
    clock.advance(Duration.ofMinutes(6));

    // Then
    awaitStatus(seller, id, "expired");
    get(seller, "/api/messages/" + id).body("failure.code", equalTo("expired"));
    assertThat(at(carrier, to)).isEmpty();
  }

  @Test
  @DisplayName("MSG-130 who opts out is told so at the pace of its sender")
  void shouldConfirmOptOutsAtTheSendersPace() {
    // Given
    change(Map.of("smsPerMinute", 60));
    List<String> contacts = IntStream.range(0, 8).mapToObj(i -> contact()).toList();
    Instant begun = Instant.now();
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGE_FACTS)) {
      // When
      for (int i = 0; i < 8; i++) {
        String from = contacts.get(i);
        String carrier = i % 2 == 0 ? "twilio" : "telnyx";
        probe.send(
            fact(
                Tenants.AURORA,
                from,
                UUID.randomUUID().toString(),
                GatewayFacts.through(
                    carrier, GatewayFacts.text(from, ours(carrier), "SAIR", null))));
      }
    }
    // Then
    for (String carrier : List.of("twilio", "telnyx")) {
      patiently().until(() -> pausedBy(carrier), "pace"::equals);
    }
    for (int i = 0; i < 8; i += 2) {
      String byTwilio = contacts.get(i);
      String byTelnyx = contacts.get(i + 1);
      patiently().until(() -> atTwilio(byTwilio).size() == 1 && atTelnyx(byTelnyx).size() == 1);
    }
    assertThat(Duration.between(begun, Instant.now())).isGreaterThan(Duration.ofSeconds(3));
  }

  private static String pausedBy(String carrier) {
    return get("carla", "/api/messages/senders/health")
        .extract()
        .path("items.find { it.connectionId == 'aurora-" + carrier + "' }.pausedBy");
  }

  private static Map<String, String> message(String channel, String to, String carrier) {
    return Map.of("to", to, "channel", channel, "body", "Oferta", "carrier", carrier);
  }

  private static void burst(String user, List<Map<String, String>> messages) {
    ApiUser.as(user)
        .post("/api/messages/batch", Map.of("messages", messages), null)
        .then()
        .statusCode(207)
        .body("accepted", equalTo(messages.size()));
  }

  private static void change(Map<String, ?> settings) {
    ApiUser.as("carla")
        .request()
        .body(settings)
        .put("/api/settings/messages")
        .then()
        .statusCode(200);
  }
}
