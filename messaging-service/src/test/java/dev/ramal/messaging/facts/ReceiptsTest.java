package dev.ramal.messaging.facts;

import static dev.ramal.messaging.fixtures.MessagingFixture.awaitStatus;
import static dev.ramal.messaging.fixtures.MessagingFixture.contact;
import static dev.ramal.messaging.fixtures.MessagingFixture.fact;
import static dev.ramal.messaging.fixtures.MessagingFixture.patiently;
import static dev.ramal.messaging.fixtures.MessagingFixture.send;
import static dev.ramal.messaging.fixtures.MessagingFixture.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.Carrier;
import dev.ramal.events.Event;
import dev.ramal.events.MessageStatus;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.messages.MessageDelivered;
import dev.ramal.events.messages.MessageFailed;
import dev.ramal.events.messages.MessageRead;
import dev.ramal.events.messages.MessageSent;
import dev.ramal.messaging.fixtures.GatewayFacts;
import dev.ramal.messaging.fixtures.MessagingFixture;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.messaging.fixtures.Organization;
import dev.ramal.testkit.MovableClock;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.SimulatedCarriers;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@MessagingTest
class ReceiptsTest {
  private static final Postgres DATABASE = Postgres.database("messaging");
  @Inject MessagingFixture fixture;
  @Inject MovableClock clock;

  @BeforeEach
  void connect() {
    fixture.connect();
    SimulatedCarriers.host().faults().clear();
  }

  @AfterEach
  void realTime() {
    clock.reset();
  }

  @ParameterizedTest
  @CsvSource({"twilio, AURORA", "telnyx, BOREAL"})
  @DisplayName("MSG-30 shuffled and repeated receipts tell every event once")
  void shouldTellEveryEventOnceForShuffledAndRepeatedReceipts(
      String carrier, Organization organization) {
    // Given
    TenantId tenant = organization.tenant();
    String id = sent(organization, carrier);
    String sid = carrierId(id);
    List<Event<?>> receipts = new ArrayList<>();
    for (MessageStatus status :
        List.of(
            MessageStatus.SENDING,
            MessageStatus.SENT,
            MessageStatus.DELIVERED,
            MessageStatus.READ,
            MessageStatus.UNDELIVERED)) {
      String eventId = UUID.randomUUID().toString();
      Stream.generate(() -> GatewayFacts.status(Carrier.of(carrier), id, sid, status))
          .limit(5)
          .forEach(data -> receipts.add(fact(tenant, id, eventId, data)));
    }
    Collections.shuffle(receipts, new Random(7));
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES, Topics.MESSAGE_FACTS)) {
      // When
      receipts.forEach(probe::send);
      probe.await(MessageRead.class, id);
      patiently().until(() -> inbox(receipts) == 5);
      // Then
      assertThat(status(organization.seller(), id)).isEqualTo("read");
      for (Class<? extends Record> type :
          List.of(MessageSent.class, MessageDelivered.class, MessageRead.class)) {
        assertThat(count(probe, tenant, type, id)).as(type.getSimpleName()).isOne();
      }
      assertThat(count(probe, tenant, MessageFailed.class, id)).isLessThanOrEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"twilio, AURORA", "telnyx, BOREAL"})
  @DisplayName("MSG-31 a receipt that comes before its message is known is applied later")
  void shouldApplyLaterAReceiptThatComesTooEarly(String carrier, Organization organization) {
    // Given
    String id = sent(organization, carrier);
    String early = "SM" + UUID.randomUUID().toString().replace("-", "");
    try (TopicProbe probe = TopicProbe.on(retryTopic())) {
      // When
      probe.send(
          fact(
              organization.tenant(),
              early,
              UUID.randomUUID().toString(),
              GatewayFacts.status(Carrier.of(carrier), null, early, MessageStatus.DELIVERED)));
      probe.await("the retry", record -> early.equals(record.subject()));
      DATABASE.execute("update message set carrier_message_id = ? where id = ?", early, id);
      // Then
      awaitStatus(organization.seller(), id, "delivered");
    }
  }

  @ParameterizedTest
  @CsvSource({"twilio, BOREAL, +5512987130003, 30003", "telnyx, AURORA, +5513987140008, 40008"})
  @DisplayName(
      "MSG-423 where every receipt is lost the carrier is asked, and what it says is told once")
  void shouldAskWhereEveryReceiptIsLost(
      String carrier, Organization organization, String unreachable, String code) {
    // Given: nobody hears what the carrier tells
    String seller = organization.seller();
    String id = sent(organization, carrier);
    String failed = send(seller, unreachable, carrier, "sem recibo");
    patiently().until(() -> carrierId(failed) != null);
    SimulatedCarriers.host().advance(Duration.ofSeconds(10));
    assertThat(status(seller, id)).isEqualTo("sending");
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES, Topics.MESSAGE_FACTS)) {
      // When
      clock.advance(Duration.ofMinutes(16));
      // Then
      probe.await(MessageDelivered.class, id);
      awaitStatus(seller, failed, "undelivered");
      assertThat(probe.await(MessageFailed.class, failed).code()).isEqualTo(code);
      Event<?> late =
          fact(
              organization.tenant(),
              id,
              UUID.randomUUID().toString(),
              GatewayFacts.status(Carrier.of(carrier), id, carrierId(id), MessageStatus.DELIVERED));
      probe.send(late);
      patiently().until(() -> inbox(List.of(late)) == 1);
      assertThat(status(seller, id)).isEqualTo("delivered");
      for (Class<? extends Record> type : List.of(MessageSent.class, MessageDelivered.class)) {
        assertThat(count(probe, organization.tenant(), type, id)).as(type.getSimpleName()).isOne();
      }
    }
  }

  @Test
  @DisplayName("MSG-32 inbox, state and outbox are one: a failure of the last undoes the others")
  void shouldUndoInboxAndStateWhenTheOutboxFails() {
    // Given
    String id = sent(Organization.AURORA, "twilio");
    String eventId = UUID.randomUUID().toString();
    DATABASE.execute(
        "create function refuse() returns trigger language plpgsql as"
            + " 'begin raise exception ''outbox refused''; end'");
    DATABASE.execute(
        "create trigger refuse before insert on outbox for each row when (new.record_key = 'aurora:"
            + id
            + "') execute function refuse()");
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES, retryTopic())) {
      // When
      probe.send(
          fact(
              Tenants.AURORA,
              id,
              eventId,
              GatewayFacts.status(Carrier.TWILIO, id, carrierId(id), MessageStatus.DELIVERED)));
      probe.await("the retry", r -> r.topic().equals(retryTopic()) && id.equals(r.subject()));
      // Then
      assertThat(status("ana", id)).isEqualTo("sending");
      assertThat(DATABASE.count("inbox where event_id = ?", eventId)).isZero();
      assertThat(probe.all(Tenants.AURORA, MessageDelivered.class))
          .noneMatch(event -> id.equals(event.subject()));
      DATABASE.execute("drop trigger refuse on outbox");
      DATABASE.execute("drop function refuse");
      assertThat(probe.await(MessageDelivered.class, id)).isNotNull();
      assertThat(DATABASE.count("inbox where event_id = ?", eventId)).isOne();
    }
  }

  @Test
  @DisplayName("MSG-35 a receipt that is nobody's goes away quietly")
  void shouldForgetAReceiptThatIsNobodys() {
    // Given
    String foreign = "SM" + UUID.randomUUID().toString().replace("-", "");
    String given = Topics.MESSAGE_FACTS + ".messaging-service.dlq";
    try (TopicProbe probe = TopicProbe.on(retryTopic(2000), retryTopic(20000), given)) {
      // When
      probe.send(
          fact(
              Tenants.AURORA,
              foreign,
              UUID.randomUUID().toString(),
              GatewayFacts.status(Carrier.TELNYX, null, foreign, MessageStatus.DELIVERED)));
      probe.await(
          "the last retry", r -> r.topic().equals(retryTopic(2000)) && foreign.equals(r.subject()));
      // Then
      patiently()
          .during(Duration.ofSeconds(4))
          .until(
              () ->
                  probe.all().stream()
                      .filter(r -> !r.topic().equals(retryTopic(2000)))
                      .noneMatch(r -> foreign.equals(r.subject())));
    }
  }

  private static String retryTopic() {
    return retryTopic(1000);
  }

  private static String retryTopic(int delay) {
    return Topics.MESSAGE_FACTS + ".messaging-service_retry_" + delay;
  }

  private static String sent(Organization organization, String carrier) {
    String id = send(organization.seller(), contact(), carrier, "com recibo");
    patiently().until(() -> carrierId(id) != null);
    return id;
  }

  private static String carrierId(String id) {
    return (String) DATABASE.value("select carrier_message_id from message where id = ?", id);
  }

  private static long inbox(List<Event<?>> events) {
    return events.stream()
        .map(Event::id)
        .distinct()
        .filter(id -> DATABASE.count("inbox where event_id = ?", id) == 1)
        .count();
  }

  private static long count(
      TopicProbe probe, TenantId tenant, Class<? extends Record> type, String id) {
    return probe.all(tenant, type).stream().filter(event -> id.equals(event.subject())).count();
  }
}
