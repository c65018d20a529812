package dev.ramal.messaging.facts;

import static dev.ramal.messaging.fixtures.MessagingFixture.AURORA_TELNYX;
import static dev.ramal.messaging.fixtures.MessagingFixture.AURORA_TWILIO;
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
import dev.ramal.testkit.Postgres;
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
  @CsvSource({"twilio", "telnyx"})
  void shouldTieAReplyToTheLastMessageBeforeIt(String carrier) {
    // Given
    String to = contact();
    String ours = carrier.equals("twilio") ? AURORA_TWILIO : AURORA_TELNYX;
    sent(send("ana", to, carrier, "Primeira"));
    String second = sent(send("ana", to, carrier, "Segunda"));
    Instant between = Instant.now();
    sent(send("ana", to, carrier, "Terceira"));
    // When
    MessageReceived reply = receive(to, ours, null, between);
    // Then
    assertThat(reply.replyToMessageId()).isEqualTo(second);
    assertThat(reply.replyInferred()).isTrue();
    get("ana", "/api/messages/" + reply.messageId())
        .body("replyTo", equalTo(second))
        .body("replyInferred", equalTo(true));
  }

  @Test
  void shouldBelieveTheCarrierWhereItSays() {
    // Given
    String to = contact();
    String first = sent(send("ana", to, "twilio", "Primeira"));
    sent(send("ana", to, "twilio", "Segunda"));
    // When
    MessageReceived reply = receive(to, AURORA_TWILIO, carrierId(first), Instant.now());
    MessageReceived stranger = receive(to, AURORA_TWILIO, "SM" + UUID.randomUUID(), Instant.now());
    // Then
    assertThat(reply.replyToMessageId()).isEqualTo(first);
    assertThat(reply.replyInferred()).isFalse();
    assertThat(stranger.replyToMessageId()).isNull();
    assertThat(stranger.replyInferred()).isNull();
  }

  @Test
  void shouldTieNothingToWhatNeverArrivedOrIsLongAgo() {
    // Given
    String failed = contact();
    String old = contact();
    String id = sent(send("ana", failed, "twilio", "Nunca chegou"));
    sent(send("ana", old, "twilio", "Há muito tempo"));
    DATABASE.execute("update message set state = 'UNDELIVERED' where id = ?", id);
    // When
    MessageReceived first = receive(failed, AURORA_TWILIO, null, Instant.now());
    MessageReceived second =
        receive(old, AURORA_TWILIO, null, Instant.now().plus(Duration.ofDays(4)));
    // Then
    assertThat(first.replyToMessageId()).isNull();
    assertThat(second.replyToMessageId()).isNull();
  }

  @Test
  void shouldTieAReplyToWhatLeftLastWheneverItWasAskedFor() {
    // Given
    String to = contact();
    sent(send("ana", to, "twilio", "De ontem"));
    String scheduled = sent(send("ana", to, "twilio", "Agendada"));
    DATABASE.execute(
        "update message set created_at = created_at - interval '10 days' where id = ?", scheduled);
    // When
    MessageReceived reply = receive(to, AURORA_TWILIO, null, Instant.now());
    // Then
    assertThat(reply.replyToMessageId()).isEqualTo(scheduled);
  }

  @Test
  @DisplayName("MSG-312 of two stop words that come together each is an opt-out, confirmed once")
  void shouldCountEachStopWordOfASetAsAnOptOut() {
    // Given
    String to = contact();
    String offer = sent(send("ana", to, "twilio", "Oferta"));
    List<CarrierMessageReceived> words =
        List.of(
            GatewayFacts.text(to, AURORA_TWILIO, "SAIR", null),
            GatewayFacts.text(to, AURORA_TWILIO, "Parar!", null));
    // When
    int received =
        transactions
            .inTenant(Tenants.AURORA, sql -> receiveListed.receive(sql, Tenants.AURORA, words))
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

  private static MessageReceived receive(String from, String to, String replyTo, Instant at) {
    String id = "SM" + UUID.randomUUID();
    CarrierMessageReceived received =
        GatewayFacts.received(Channel.SMS, id, from, to, "Sim!", replyTo, at);
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES, Topics.MESSAGE_FACTS)) {
      probe.send(fact(Tenants.AURORA, from, UUID.randomUUID().toString(), received));
      return probe
          .await("the reply", r -> r.is(MessageReceived.class) && r.json().contains(id))
          .data(MessageReceived.class);
    }
  }
}
