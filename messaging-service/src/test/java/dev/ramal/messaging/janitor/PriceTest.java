package dev.ramal.messaging.janitor;

import static dev.ramal.messaging.fixtures.MessagingFixture.atTwilio;
import static dev.ramal.messaging.fixtures.MessagingFixture.contact;
import static dev.ramal.messaging.fixtures.MessagingFixture.get;
import static dev.ramal.messaging.fixtures.MessagingFixture.patiently;
import static dev.ramal.messaging.fixtures.MessagingFixture.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.ramal.events.Carrier;
import dev.ramal.events.Event;
import dev.ramal.events.MessageStatus;
import dev.ramal.events.Money;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.billing.CarrierPriceRequested;
import dev.ramal.events.messages.MessageCosted;
import dev.ramal.messaging.fixtures.GatewayFacts;
import dev.ramal.messaging.fixtures.MessagingFixture;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.SimulatedCarriers;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@MessagingTest
class PriceTest {
  private final Postgres database = Postgres.database("messaging");

  @Inject MessagingFixture fixture;

  @BeforeEach
  void connect() {
    fixture.connect();
    SimulatedCarriers.host().faults().clear();
  }

  @Test
  @DisplayName("MSG-25 Twilio's price, posted late, is asked for and told once")
  void shouldAskForAPriceThatIsPostedLate() {
    // Given
    String to = contact();
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES, Topics.MESSAGE_FACTS)) {
      String id = send("ana", to, "twilio", "quanto custa?");
      patiently().until(() -> atTwilio(to).size() == 1);
      String sid = atTwilio(to).get(0).getString("sid");
      probe.send(
          MessagingFixture.fact(
              Tenants.AURORA,
              id,
              UUID.randomUUID().toString(),
              GatewayFacts.status(Carrier.TWILIO, id, sid, MessageStatus.DELIVERED)));
      // When
      SimulatedCarriers.host().advance(Duration.ofMinutes(1));
      // Then
      MessageCosted costed = probe.await(MessageCosted.class, id);
      assertThat(costed.cost()).isEqualTo(Money.of("0.05", "USD"));
      get("ana", "/api/messages/" + id).body("cost.amount", equalTo("0.050000"));
      assertThat(probe.all(Tenants.AURORA, MessageCosted.class))
          .filteredOn(event -> id.equals(event.subject()))
          .hasSize(1);
    }
  }

  @Test
  @DisplayName("MSG-25 a price that nobody asks for any more is asked for when billing misses it")
  void shouldAskForThePriceAgain() {
    // Given
    String to = contact();
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES, Topics.MESSAGE_FACTS, Topics.BILLING)) {
      String id = send("ana", to, "twilio", "e agora?");
      patiently().until(() -> atTwilio(to).size() == 1);
      String sid = atTwilio(to).get(0).getString("sid");
      probe.send(
          MessagingFixture.fact(
              Tenants.AURORA,
              id,
              UUID.randomUUID().toString(),
              GatewayFacts.status(Carrier.TWILIO, id, sid, MessageStatus.DELIVERED)));
      patiently()
          .until(() -> database.count("message where id = ? and state = 'DELIVERED'", id) == 1);
      database.execute("update message set ask_at = null, questions = 23 where id = ?", id);
      SimulatedCarriers.host().advance(Duration.ofMinutes(1));

      // When
      probe.send(missed(Tenants.BOREAL, "message", id));
      probe.send(missed(Tenants.AURORA, "call", id));
      probe.send(missed(Tenants.AURORA, "message", id));
      probe.send(missed(Tenants.AURORA, "message", id));

      // Then
      assertThat(probe.await(MessageCosted.class, id).cost()).isEqualTo(Money.of("0.05", "USD"));
      assertThat(probe.all(Tenants.AURORA, MessageCosted.class))
          .filteredOn(event -> id.equals(event.subject()))
          .hasSize(1);
    }
  }

  private static Event<CarrierPriceRequested> missed(TenantId tenant, String subject, String id) {
    return new Event<>(
        UUID.randomUUID().toString(),
        "/billing-service",
        id,
        Instant.now(),
        tenant,
        null,
        Topics.BILLING,
        tenant.value(),
        new CarrierPriceRequested(subject, id, "davi", Instant.now()));
  }
}
