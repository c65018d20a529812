package dev.ramal.messaging.janitor;

import static dev.ramal.messaging.fixtures.MessagingFixture.contact;
import static dev.ramal.messaging.fixtures.MessagingFixture.get;
import static dev.ramal.messaging.fixtures.MessagingFixture.patiently;
import static dev.ramal.messaging.fixtures.MessagingFixture.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.ramal.events.Carrier;
import dev.ramal.events.Channel;
import dev.ramal.events.Event;
import dev.ramal.events.MessageStatus;
import dev.ramal.events.Money;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.events.billing.CarrierPriceRequested;
import dev.ramal.events.carrier.CarrierMessageReceived;
import dev.ramal.events.messages.MessageCosted;
import dev.ramal.events.messages.MessageReceived;
import dev.ramal.messaging.fixtures.GatewayFacts;
import dev.ramal.messaging.fixtures.MessagingFixture;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.messaging.fixtures.Organization;
import dev.ramal.messaging.fixtures.StoredMessages;
import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.script.Script;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.ReceivedRecord;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.SimulatedCarriers;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@MessagingTest
class PriceTest {
  private final Postgres database = Postgres.database("messaging");

  @Inject MessagingFixture fixture;

  @BeforeEach
  void connect() {
    fixture.connect();
    SimulatedCarriers.host().faults().clear();
  }

  @ParameterizedTest
  @CsvSource({"twilio, AURORA, 0.05", "telnyx, BOREAL, 0.031"})
  @DisplayName(
      "MSG-25 a price that comes late, or not with the receipt, is asked for and told once")
  void shouldAskForAPriceThatIsPostedLate(String carrier, Organization organization, String price) {
    // Given
    String user = organization.seller();
    String to = contact();
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES, Topics.MESSAGE_FACTS)) {
      String id = delivered(probe, organization, carrier, to);
      // When
      SimulatedCarriers.host().advance(Duration.ofMinutes(1));
      // Then
      MessageCosted costed = probe.await(MessageCosted.class, id);
      assertThat(costed.cost()).isEqualTo(Money.of(price, "USD"));
      get(user, "/api/messages/" + id)
          .body("cost.amount", equalTo(Money.of(price, "USD").amount().setScale(6).toString()));
      assertThat(probe.all(organization.tenant(), MessageCosted.class))
          .filteredOn(event -> id.equals(event.subject()))
          .hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"twilio, AURORA, BOREAL, 0.05", "telnyx, BOREAL, AURORA, 0.031"})
  @DisplayName("MSG-25 a price that nobody asks for any more is asked for when billing misses it")
  void shouldAskForThePriceAgain(
      String carrier, Organization organization, Organization stranger, String price) {
    // Given
    TenantId tenant = organization.tenant();
    String to = contact();
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES, Topics.MESSAGE_FACTS, Topics.BILLING)) {
      String id = delivered(probe, organization, carrier, to);
      database.execute("update message set ask_at = null, questions = 23 where id = ?", id);
      SimulatedCarriers.host().advance(Duration.ofMinutes(1));

      // When
      probe.send(missed(stranger.tenant(), "message", id));
      probe.send(missed(tenant, "call", id));
      probe.send(missed(tenant, "message", id));
      probe.send(missed(tenant, "message", id));

      // Then
      assertThat(probe.await(MessageCosted.class, id).cost()).isEqualTo(Money.of(price, "USD"));
      assertThat(probe.all(tenant, MessageCosted.class))
          .filteredOn(event -> id.equals(event.subject()))
          .hasSize(1);
    }
  }

  @Test
  @DisplayName("MSG-413 who asks for a price that its carrier does not tell any more is told so")
  void shouldTellWhoseCarrierDoesNotAnswerAnyMore() {
    // Given: Telnyx answers for ten days, Twilio always
    try (TopicProbe probe =
        TopicProbe.on(Topics.MESSAGES, Topics.MESSAGE_FACTS, Topics.BILLING, Topics.ALERTS)) {
      String byTelnyx = sent(Organization.AURORA, "telnyx", contact());
      String byTwilio = sent(Organization.AURORA, "twilio", contact());
      for (String id : List.of(byTelnyx, byTwilio)) {
        database.execute(
            "update message set handed_over_at = now() - interval '241 hours' where id = ?", id);
      }
      arrived(probe, Organization.AURORA, "telnyx", byTelnyx);
      arrived(probe, Organization.AURORA, "twilio", byTwilio);
      database.execute("update message set ask_at = null, questions = 23 where id = ?", byTwilio);
      SimulatedCarriers.host().advance(Duration.ofMinutes(1));

      // When
      probe.send(missed(Tenants.AURORA, "message", byTelnyx));
      probe.send(missed(Tenants.AURORA, "message", byTwilio));

      // Then
      ReceivedRecord told =
          probe.await("the alert", r -> r.is(AlertRaised.class) && r.json().contains(byTelnyx));
      AlertRaised alert = told.data(AlertRaised.class);
      assertThat(alert.subject()).isEqualTo("telnyx");
      assertThat(alert.detail()).contains("10 dias", byTelnyx).doesNotContain(byTwilio);
      assertThat(probe.await(MessageCosted.class, byTwilio).cost())
          .isEqualTo(Money.of("0.05", "USD"));
      assertThat(
              database.count(
                  "message where id = ? and ask_at is null and cost_amount is null", byTelnyx))
          .isOne();
      assertThat(SimulatedCarriers.host().telnyx().requests())
          .as("nobody asks in vain")
          .noneMatch(
              request ->
                  request.method().equals("GET")
                      && request.path().endsWith(StoredMessages.carrierId(byTelnyx)));
    }
  }

  @ParameterizedTest
  @CsvSource({"twilio, AURORA, BOREAL, 0.0075", "telnyx, BOREAL, AURORA, 0.0040"})
  @DisplayName("MSG-420 what a received message costs is asked for, and told once to whose it is")
  void shouldAskWhatAReceivedMessageCosts(
      String carrier, Organization organization, Organization stranger, String price) {
    // Given: one whose price nobody asks for any more, and one that has just come
    TenantId tenant = organization.tenant();
    String from = contact();
    String other = contact();
    List.of(from, other)
        .forEach(
            number ->
                SimulatedCarriers.host()
                    .scripts()
                    .put(number, Script.lead().price(Duration.ofSeconds(5), price)));
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES, Topics.MESSAGE_FACTS, Topics.BILLING)) {
      String old = received(probe, organization, carrier, other, null);
      database.execute("update message set ask_at = null, questions = 23 where id = ?", old);
      String id = received(probe, organization, carrier, from, null);

      // When
      SimulatedCarriers.host().advance(Duration.ofMinutes(1));
      MessageCosted asked = probe.await(MessageCosted.class, id);
      boolean forgotten = costs(probe, old).isEmpty();
      probe.send(missed(stranger.tenant(), "message", old));
      probe.send(missed(tenant, "message", old));
      probe.send(missed(tenant, "message", old));

      // Then
      assertThat(asked.cost()).isEqualTo(Money.of(price, "USD"));
      assertThat(asked.carrier()).isEqualTo(Carrier.of(carrier));
      assertThat(forgotten).isTrue();
      assertThat(probe.await(MessageCosted.class, old).cost()).isEqualTo(Money.of(price, "USD"));
      assertThat(costs(probe, id)).hasSize(1).allMatch(event -> event.tenant().equals(tenant));
      assertThat(costs(probe, old)).hasSize(1).allMatch(event -> event.tenant().equals(tenant));
      get(organization.seller(), "/api/messages/" + id)
          .body("cost.amount", equalTo(Money.of(price, "USD").amount().setScale(6).toString()));
      get(stranger.seller(), "/api/messages/" + id).statusCode(404);
    }
  }

  @ParameterizedTest
  @CsvSource({"AURORA", "BOREAL"})
  @DisplayName("MSG-421 a price that comes with a received message is told once, and not asked for")
  void shouldTellThePriceThatComesWithAMessage(Organization organization) {
    // Given
    String from = contact();
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES, Topics.MESSAGE_FACTS)) {
      // When: told twice, the second time with another amount
      String id = received(probe, organization, "telnyx", from, "0.0040");
      String carrierId = StoredMessages.carrierId(id);
      tell(probe, organization, "telnyx", carrierId, from, "0.0090");
      String last = received(probe, organization, "telnyx", from, "0.0010");

      // Then
      probe.await(MessageCosted.class, last);
      assertThat(costs(probe, id))
          .extracting(event -> event.data(MessageCosted.class).cost())
          .containsExactly(Money.of("0.004", "USD"));
      assertThat(database.count("message where id = ? and ask_at is null", id)).isOne();
      assertThat(SimulatedCarriers.host().telnyx().requests())
          .noneMatch(request -> request.path().endsWith(carrierId));
    }
  }

  private static List<ReceivedRecord> costs(TopicProbe probe, String id) {
    return probe.all().stream()
        .filter(event -> event.is(MessageCosted.class) && id.equals(event.subject()))
        .toList();
  }

  /** Somebody has written; our id of it. */
  private String received(
      TopicProbe probe, Organization organization, String carrier, String from, String cost) {
    String to = organization.ours(carrier);
    String carrierId =
        carrier.equals("twilio")
            ? SimulatedCarriers.host().twilio().receiveMessage(from, to, "Oi", null, new Fields())
            : SimulatedCarriers.host().telnyx().receiveMessage(from, to, "Oi", "SMS", null);
    tell(probe, organization, carrier, carrierId, from, cost);
    return probe
        .await(
            "the message",
            event -> event.is(MessageReceived.class) && event.json().contains(carrierId))
        .data(MessageReceived.class)
        .messageId();
  }

  /** What the gateway tells of it; null for a cost that is not said. */
  private static void tell(
      TopicProbe probe,
      Organization organization,
      String carrier,
      String carrierId,
      String from,
      String cost) {
    CarrierMessageReceived told =
        GatewayFacts.through(
            organization,
            carrier,
            GatewayFacts.received(
                Channel.SMS, carrierId, from, organization.ours(carrier), "Oi", null));
    probe.send(
        MessagingFixture.fact(
            organization.tenant(),
            from,
            UUID.randomUUID().toString(),
            cost == null ? told : GatewayFacts.costing(told, Money.of(cost, "USD"))));
  }

  /** A message that has arrived, as a receipt without its price says. */
  private String delivered(TopicProbe probe, Organization organization, String carrier, String to) {
    String id = sent(organization, carrier, to);
    arrived(probe, organization, carrier, id);
    return id;
  }

  private static String sent(Organization organization, String carrier, String to) {
    String id = send(organization.seller(), to, carrier, "quanto custa?");
    patiently().until(() -> StoredMessages.carrierId(id) != null);
    return id;
  }

  private void arrived(TopicProbe probe, Organization organization, String carrier, String id) {
    probe.send(
        MessagingFixture.fact(
            organization.tenant(),
            id,
            UUID.randomUUID().toString(),
            GatewayFacts.status(
                Carrier.of(carrier), id, StoredMessages.carrierId(id), MessageStatus.DELIVERED)));
    patiently()
        .until(() -> database.count("message where id = ? and state = 'DELIVERED'", id) == 1);
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
