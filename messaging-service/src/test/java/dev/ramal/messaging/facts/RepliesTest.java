package dev.ramal.messaging.facts;

import static dev.ramal.messaging.fixtures.GatewayFacts.through;
import static dev.ramal.messaging.fixtures.MessagingFixture.contact;
import static dev.ramal.messaging.fixtures.MessagingFixture.fact;
import static dev.ramal.messaging.fixtures.MessagingFixture.get;
import static dev.ramal.messaging.fixtures.MessagingFixture.patiently;
import static dev.ramal.messaging.fixtures.MessagingFixture.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.ramal.events.Channel;
import dev.ramal.events.Topics;
import dev.ramal.events.carrier.CarrierMessageReceived;
import dev.ramal.events.messages.MessageReceived;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.messaging.fixtures.GatewayFacts;
import dev.ramal.messaging.fixtures.MessagingFixture;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.messaging.fixtures.Organization;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.SimulatedCarriers;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@MessagingTest
@DisplayName(
    "MSG-250 a reply is tied to the message that it answers; where nobody says to which, to the"
        + " last one, as inferred")
class RepliesTest {
  private static final Postgres DATABASE = Postgres.database("messaging");

  @Inject MessagingFixture fixture;
  @Inject ReceiveListed receiveListed;
  @Inject SqlTransactions transactions;

  @BeforeEach
  void connect() {
    fixture.connect();
    SimulatedCarriers.host().faults().clear();
  }

  @ParameterizedTest
  @CsvSource({"twilio, AURORA", "telnyx, BOREAL"})
  void shouldTieAReplyToTheLastMessageBeforeIt(String carrier, Organization organization) {
    // Given
    String to = contact();
    sent(send(organization.seller(), to, carrier, "Primeira"));
    String second = sent(send(organization.seller(), to, carrier, "Segunda"));
    sent(send(organization.stranger().seller(), to, carrier, "De outra organização"));
    Instant between = Instant.now();
    sent(send(organization.seller(), to, carrier, "Terceira"));
    // When
    MessageReceived reply = receive(organization, carrier, to, null, between);
    // Then
    assertThat(reply.replyToMessageId()).isEqualTo(second);
    assertThat(reply.replyInferred()).isTrue();
    get(organization.seller(), "/api/messages/" + reply.messageId())
        .body("replyTo", equalTo(second))
        .body("replyInferred", equalTo(true));
  }

  @ParameterizedTest
  @CsvSource({"twilio, AURORA", "telnyx, BOREAL"})
  void shouldBelieveTheCarrierWhereItSays(String carrier, Organization organization) {
    // Given
    String to = contact();
    String first = sent(send(organization.seller(), to, carrier, "Primeira"));
    sent(send(organization.seller(), to, carrier, "Segunda"));
    // When
    MessageReceived reply = receive(organization, carrier, to, carrierId(first), Instant.now());
    MessageReceived stranger =
        receive(organization, carrier, to, "SM" + UUID.randomUUID(), Instant.now());
    // Then
    assertThat(reply.replyToMessageId()).isEqualTo(first);
    assertThat(reply.replyInferred()).isFalse();
    assertThat(stranger.replyToMessageId()).isNull();
    assertThat(stranger.replyInferred()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"twilio, AURORA", "telnyx, BOREAL"})
  void shouldTieNothingToWhatNeverArrivedOrIsLongAgo(String carrier, Organization organization) {
    // Given
    String failed = contact();
    String old = contact();
    String id = sent(send(organization.seller(), failed, carrier, "Nunca chegou"));
    sent(send(organization.seller(), old, carrier, "Há muito tempo"));
    DATABASE.execute("update message set state = 'UNDELIVERED' where id = ?", id);
    // When
    MessageReceived first = receive(organization, carrier, failed, null, Instant.now());
    MessageReceived second =
        receive(organization, carrier, old, null, Instant.now().plus(Duration.ofDays(4)));
    // Then
    assertThat(first.replyToMessageId()).isNull();
    assertThat(second.replyToMessageId()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"twilio, AURORA", "telnyx, BOREAL"})
  void shouldTieAReplyToWhatLeftLastWheneverItWasAskedFor(
      String carrier, Organization organization) {
    // Given
    String to = contact();
    sent(send(organization.seller(), to, carrier, "De ontem"));
    String scheduled = sent(send(organization.seller(), to, carrier, "Agendada"));
    DATABASE.execute(
        "update message set created_at = created_at - interval '10 days' where id = ?", scheduled);
    // When
    MessageReceived reply = receive(organization, carrier, to, null, Instant.now());
    // Then
    assertThat(reply.replyToMessageId()).isEqualTo(scheduled);
  }

  @ParameterizedTest
  @CsvSource({"twilio, AURORA", "telnyx, BOREAL"})
  @DisplayName("MSG-312 of two stop words that come together each is an opt-out, confirmed once")
  void shouldCountEachStopWordOfASetAsAnOptOut(String carrier, Organization organization) {
    // Given
    String to = contact();
    String offer = sent(send(organization.seller(), to, carrier, "Oferta"));
    List<CarrierMessageReceived> words =
        List.of(
            through(
                organization,
                carrier,
                GatewayFacts.text(to, organization.ours(carrier), "SAIR", null)),
            through(
                organization,
                carrier,
                GatewayFacts.text(to, organization.ours(carrier), "Parar!", null)));
    // When
    int received =
        transactions
            .inTenant(
                organization.tenant(),
                sql -> receiveListed.receive(sql, organization.tenant(), words))
            .await()
            .atMost(Duration.ofSeconds(20));
    // Then
    assertThat(received).isEqualTo(2);
    assertThat(
            DATABASE.count(
                "message_answer where message_id = ? and opted_out_at is not null"
                    + " and replied_at is null",
                offer))
        .isOne();
    assertThat(
            DATABASE.count(
                "message where to_number = ? and direction = 'OUTBOUND' and author_id = 'ramal'",
                to))
        .isOne();
  }

  private static String sent(String id) {
    patiently().until(() -> carrierId(id) != null);
    return id;
  }

  private static String carrierId(String id) {
    return (String) DATABASE.value("select carrier_message_id from message where id = ?", id);
  }

  private static MessageReceived receive(
      Organization organization, String carrier, String from, String replyTo, Instant at) {
    String id = "SM" + UUID.randomUUID();
    CarrierMessageReceived received =
        through(
            organization,
            carrier,
            GatewayFacts.received(
                Channel.SMS, id, from, organization.ours(carrier), "Sim!", replyTo, at));
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES, Topics.MESSAGE_FACTS)) {
      probe.send(fact(organization.tenant(), from, UUID.randomUUID().toString(), received));
      return probe
          .await("the reply", r -> r.is(MessageReceived.class) && r.json().contains(id))
          .data(MessageReceived.class);
    }
  }
}
