package dev.ramal.messaging.sending;

import static dev.ramal.messaging.fixtures.MessagingFixture.atTwilio;
import static dev.ramal.messaging.fixtures.MessagingFixture.awaitStatus;
import static dev.ramal.messaging.fixtures.MessagingFixture.contact;
import static dev.ramal.messaging.fixtures.MessagingFixture.fact;
import static dev.ramal.messaging.fixtures.MessagingFixture.get;
import static dev.ramal.messaging.fixtures.MessagingFixture.patiently;
import static dev.ramal.messaging.fixtures.MessagingFixture.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.ramal.events.Topics;
import dev.ramal.messaging.fixtures.GatewayFacts;
import dev.ramal.messaging.fixtures.MessagingFixture;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.simulators.context.SendingLimit;
import dev.ramal.simulators.fault.RequestFault;
import dev.ramal.testkit.MovableClock;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@MessagingTest
class SenderPaceTest {
  @Inject MovableClock clock;
  @Inject MessagingFixture fixture;

  private final SendingLimit limit = SimulatedCarriers.host().twilio().messageLimit();

  @BeforeEach
  void connect() {
    fixture.connect();
    SimulatedCarriers.host().faults().clear();
  }

  @AfterEach
  void asBefore() {
    clock.reset();
    limit.perSecond(0);
    change(Map.of("smsPerMinute", 0, "validityMinutes", 0));
  }

  @Test
  @DisplayName(
      "MSG-130 a burst leaves at its sender's pace, without a 429; another organization has no"
          + " pace")
  void shouldSendABurstAtTheSendersPace() {
    // Given: the carrier takes twenty a second, and forgives one of them
    change(Map.of("smsPerMinute", 1200));
    List<String> contacts = IntStream.range(0, 45).mapToObj(i -> contact()).toList();
    limit.perSecond(20);
    Instant begun = Instant.now();

    // When
    contacts.forEach(to -> send("ana", to, "twilio", "Oferta"));
    String other = send("breno", contact(), "twilio", "Oi");

    // Then
    awaitStatus("breno", other, "sending");
    patiently().until(() -> contacts.stream().allMatch(to -> atTwilio(to).size() == 1));
    Duration all = Duration.between(begun, Instant.now());
    assertThat(limit.refused()).isZero();
    assertThat(all).isGreaterThan(Duration.ofMillis(44 * 50));
  }

  @Test
  @DisplayName("MSG-131 what waits for longer than its validity expires, and does not leave")
  void shouldExpireWhatWaitsTooLong() {
    // Given
    change(Map.of("validityMinutes", 5));
    String to = contact();
    SimulatedCarriers.host()
        .faults()
        .arm(RequestFault.tooMany(240).on("twilio", "POST", "/Messages.json"), 1);
    String id = send("ana", to, "twilio", "Só hoje!");
    patiently().until(() -> SimulatedCarriers.host().faults().armed().isEmpty());
    awaitStatus("ana", id, "accepted");

    // When
    clock.advance(Duration.ofMinutes(6));

    // Then
    awaitStatus("ana", id, "expired");
    get("ana", "/api/messages/" + id).body("failure.code", equalTo("expired"));
    assertThat(atTwilio(to)).isEmpty();
  }

  @Test
  @DisplayName("MSG-130 who opts out is told so at the pace of its sender")
  void shouldConfirmOptOutsAtTheSendersPace() {
    // Given
    change(Map.of("smsPerMinute", 60));
    List<String> contacts = IntStream.range(0, 4).mapToObj(i -> contact()).toList();
    Instant begun = Instant.now();
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGE_FACTS)) {
      // When
      contacts.forEach(
          from ->
              probe.send(
                  fact(
                      Tenants.AURORA,
                      from,
                      UUID.randomUUID().toString(),
                      GatewayFacts.text(from, MessagingFixture.AURORA_TWILIO, "SAIR", null))));
    }
    // Then
    patiently().until(SenderPaceTest::pausedBy, "pace"::equals);
    patiently().until(() -> contacts.stream().allMatch(from -> atTwilio(from).size() == 1));
    assertThat(Duration.between(begun, Instant.now())).isGreaterThan(Duration.ofSeconds(3));
  }

  private static String pausedBy() {
    return get("carla", "/api/messages/senders/health")
        .extract()
        .path("items.find { it.connectionId == 'aurora-twilio' }.pausedBy");
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
