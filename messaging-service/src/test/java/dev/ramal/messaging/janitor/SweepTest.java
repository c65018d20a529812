package dev.ramal.messaging.janitor;

import static dev.ramal.messaging.fixtures.MessagingFixture.AURORA_TELNYX;
import static dev.ramal.messaging.fixtures.MessagingFixture.AURORA_TWILIO;
import static dev.ramal.messaging.fixtures.MessagingFixture.contact;
import static dev.ramal.messaging.fixtures.MessagingFixture.fact;
import static dev.ramal.messaging.fixtures.MessagingFixture.get;
import static dev.ramal.messaging.fixtures.MessagingFixture.patiently;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.ramal.events.Channel;
import dev.ramal.events.Topics;
import dev.ramal.events.messages.MessageReceived;
import dev.ramal.messaging.fixtures.GatewayFacts;
import dev.ramal.messaging.fixtures.MessagingFixture;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.simulators.fault.RequestFault;
import dev.ramal.simulators.http.Fields;
import dev.ramal.testkit.MovableClock;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.SimulatedCarriers;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@MessagingTest
@DisplayName("MSG-47 what carriers got for us and nobody told us of is found, once")
class SweepTest {
  private static final Postgres DATABASE = Postgres.database("messaging");

  @Inject MessagingFixture fixture;
  @Inject MovableClock clock;
  @Inject QueueSweeps queueSweeps;

  @BeforeEach
  void connect() {
    fixture.connect();
    SimulatedCarriers.host().faults().clear();
    DATABASE.execute("delete from inbound_sweep");
  }

  @AfterEach
  void realTime() {
    clock.reset();
  }

  @Test
  void shouldReceiveWhatNobodyToldUsOfAndNothingTwice() {
    // Given
    String lost = contact();
    String told = contact();
    receive("whatsapp:" + lost, "whatsapp:" + AURORA_TWILIO, "Ninguém me ouviu");
    String sid = receive(told, AURORA_TWILIO, "Já contei");
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES, Topics.MESSAGE_FACTS)) {
      probe.send(
          fact(
              Tenants.AURORA,
              told,
              UUID.randomUUID().toString(),
              GatewayFacts.received(Channel.SMS, sid, told, AURORA_TWILIO, "Já contei", null)));
      probe.await("the told one", r -> r.is(MessageReceived.class) && r.json().contains(told));
      // When
      clock.advance(Duration.ofMinutes(20));
      queueSweeps.queueAll().await().atMost(Duration.ofSeconds(10));
      // Then
      MessageReceived found =
          probe
              .await("the lost one", r -> r.is(MessageReceived.class) && r.json().contains(lost))
              .data(MessageReceived.class);
      assertThat(found.body()).isEqualTo("Ninguém me ouviu");
      assertThat(found.channel()).isEqualTo(Channel.WHATSAPP);
      get("ana", "/api/conversations/" + found.conversationId())
          .body("contact", equalTo(lost))
          .body("window.open", equalTo(true))
          .body("messages", hasSize(1));
      patiently()
          .until(
              () ->
                  DATABASE.count(
                          "inbound_sweep where tenant = 'aurora' and connection_id ="
                              + " 'aurora-twilio'")
                      == 1);
      assertThat(DATABASE.count("message where from_number = ?", told)).isOne();
      clock.advance(Duration.ofMinutes(20));
      queueSweeps.queueAll().await().atMost(Duration.ofSeconds(10));
      patiently().until(() -> DATABASE.count("jobs where queue = 'inbound-sweeps'") == 0);
      assertThat(DATABASE.count("message where from_number = ?", lost)).isOne();
    }
  }

  @Test
  void shouldReceiveWhatTelnyxCountedAndNobodyToldUsOf() {
    // Given
    String lost = contact();
    String id =
        SimulatedCarriers.host()
            .telnyx()
            .receiveMessage(lost, AURORA_TELNYX, "Alguém aí?", "SMS", null);
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES)) {
      // When
      clock.advance(Duration.ofMinutes(20));
      queueSweeps.queueAll().await().atMost(Duration.ofSeconds(10));
      // Then
      MessageReceived found =
          probe
              .await("the lost one", r -> r.is(MessageReceived.class) && r.json().contains(lost))
              .data(MessageReceived.class);
      assertThat(found.body()).isEqualTo("Alguém aí?");
      assertThat(found.carrierMessageId()).isEqualTo(id);
      assertThat(found.receivedAt()).isBefore(clock.instant().minus(Duration.ofMinutes(4)));
    }
  }

  @Test
  void shouldNotBeHeldUpByAMessageThatTelnyxRefusesToShow() {
    // Given
    String one = contact();
    String other = contact();
    var telnyx = SimulatedCarriers.host().telnyx();
    String refused = telnyx.receiveMessage(one, AURORA_TELNYX, "não se lê", "SMS", null);
    telnyx.receiveMessage(other, AURORA_TELNYX, "lê-se", "SMS", null);
    SimulatedCarriers.host()
        .faults()
        .arm(RequestFault.status(403).on("telnyx", "GET", "/messages/" + refused), 5);
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES)) {
      // When
      clock.advance(Duration.ofMinutes(20));
      queueSweeps.queueAll().await().atMost(Duration.ofSeconds(10));
      // Then
      probe.await("the other", r -> r.is(MessageReceived.class) && r.json().contains(other));
      assertThat(DATABASE.count("message where from_number = ?", one)).isZero();
    }
  }

  /** Nobody is told. */
  private static String receive(String from, String to, String body) {
    return SimulatedCarriers.host().twilio().receiveMessage(from, to, body, null, new Fields());
  }
}
