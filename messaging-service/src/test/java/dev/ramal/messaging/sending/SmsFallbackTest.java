package dev.ramal.messaging.sending;

import static dev.ramal.messaging.fixtures.MessagingFixture.atTelnyx;
import static dev.ramal.messaging.fixtures.MessagingFixture.atTwilio;
import static dev.ramal.messaging.fixtures.MessagingFixture.awaitStatus;
import static dev.ramal.messaging.fixtures.MessagingFixture.contact;
import static dev.ramal.messaging.fixtures.MessagingFixture.fact;
import static dev.ramal.messaging.fixtures.MessagingFixture.get;
import static dev.ramal.messaging.fixtures.MessagingFixture.patiently;
import static dev.ramal.messaging.sending.Followed.carrierId;
import static dev.ramal.messaging.sending.Followed.smsAfter;
import static dev.ramal.messaging.sending.Followed.whatsApp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.ramal.events.Carrier;
import dev.ramal.events.Event;
import dev.ramal.events.MessageStatus;
import dev.ramal.events.Topics;
import dev.ramal.events.messages.MessageReplaced;
import dev.ramal.messaging.fixtures.GatewayFacts;
import dev.ramal.messaging.fixtures.MessagingFixture;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.simulators.fault.RequestFault;
import dev.ramal.testkit.MovableClock;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.SimulatedCarriers;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@MessagingTest
class SmsFallbackTest {
  private static final Postgres DATABASE = Postgres.database("messaging");

  @Inject MovableClock clock;
  @Inject MessagingFixture fixture;

  @BeforeEach
  void connect() {
    fixture.connect();
    SimulatedCarriers.host().faults().clear();
    smsAfter(30);
  }

  @AfterEach
  void asBefore() {
    SimulatedCarriers.host().faults().clear();
    DATABASE.execute("delete from message_routing");
    clock.reset();
  }

  @Test
  @DisplayName("MSG-160 a WhatsApp message that does not arrive is followed by one SMS, linked")
  void shouldFollowWithOneSms() {
    for (String ours : List.of(MessagingFixture.AURORA_TWILIO, MessagingFixture.AURORA_TELNYX)) {
      // Given
      String to = contact();
      String id = whatsApp(to, ours);
      patiently().until(() -> carrierId(id) != null);
      try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES, Topics.MESSAGE_FACTS)) {
        // When
        clock.advance(Duration.ofMinutes(31));
        // Then
        String sms = probe.await(MessageReplaced.class, id).replacementId();
        patiently().until(() -> carrierId(sms) != null);
        get("ana", "/api/messages/" + id).body("replacedBy", equalTo(sms));
        get("ana", "/api/messages/" + sms)
            .body("replaces", equalTo(id))
            .body("channel", equalTo("sms"))
            .body("body", equalTo("Seu pedido saiu"))
            .body("agentId", equalTo(agentOf(id)));
        // And when the message arrives after all, both have
        probe.send(receipt(id, MessageStatus.DELIVERED));
        awaitStatus("ana", id, "delivered");
        get("ana", "/api/messages/" + id).body("replacedBy", equalTo(sms));
      }
      clock.advance(Duration.ofHours(2));
      patiently()
          .until(
              () -> DATABASE.count("jobs where queue = 'sms-fallbacks' and subject = ?", id) == 0);
      assertThat(DATABASE.count("message where to_number = ? and channel = 'SMS'", to)).isOne();
      assertThat(atTwilio(to).size() + atTelnyx(to).size()).isEqualTo(2);
      clock.reset();
    }
  }

  @Test
  @DisplayName("MSG-161 what arrived in time, or was switched off since, is followed by nothing")
  void shouldNotFollowWhatHasArrived() {
    // Given
    String arrived = whatsApp(contact(), MessagingFixture.AURORA_TWILIO);
    patiently().until(() -> carrierId(arrived) != null);
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGE_FACTS)) {
      probe.send(receipt(arrived, MessageStatus.DELIVERED));
    }
    awaitStatus("ana", arrived, "delivered");
    clock.advance(Duration.ofMinutes(31));
    shouldBeFollowedByNothing(arrived);
    // And
    clock.reset();
    String late = whatsApp(contact(), MessagingFixture.AURORA_TELNYX);
    patiently().until(() -> carrierId(late) != null);
    // When
    smsAfter(0);
    clock.advance(Duration.ofMinutes(31));
    // Then
    shouldBeFollowedByNothing(late);
  }

  @Test
  @DisplayName("MSG-162 an SMS that waits does not leave when what it follows arrives meanwhile")
  void shouldKeepTheSmsBackWhenTheMessageArrivesMeanwhile() {
    // Given
    String to = contact();
    String id = whatsApp(to, MessagingFixture.AURORA_TWILIO);
    patiently().until(() -> carrierId(id) != null);
    pause("'infinity'");
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES, Topics.MESSAGE_FACTS)) {
      clock.advance(Duration.ofMinutes(31));
      String sms = probe.await(MessageReplaced.class, id).replacementId();
      probe.send(receipt(id, MessageStatus.DELIVERED));
      awaitStatus("ana", id, "delivered");
      // When
      pause("null");
      // Then
      awaitStatus("ana", sms, "denied");
      get("ana", "/api/messages/" + sms).body("failure.code", equalTo("arrived-meanwhile"));
    }
    assertThat(atTwilio(to)).hasSize(1);
    assertThat(atTelnyx(to)).isEmpty();
  }

  @Test
  @DisplayName("MSG-163 where no SMS may go to the contact, none does, and it is said why")
  void shouldSayWhyNoSmsFollows() {
    // Given
    String to = contact();
    String id = whatsApp(to, MessagingFixture.AURORA_TWILIO);
    patiently().until(() -> carrierId(id) != null);
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGE_FACTS)) {
      probe.send(
          fact(
              Tenants.AURORA,
              to,
              UUID.randomUUID().toString(),
              GatewayFacts.text(to, MessagingFixture.AURORA_TWILIO, "PARAR", true)));
    }
    patiently()
        .until(() -> DATABASE.count("opt_out where contact = ? and channel = 'SMS'", to) == 1);
    // When
    clock.advance(Duration.ofMinutes(31));
    // Then
    patiently().until(() -> DATABASE.count("sms_fallback where message_id = ?", id) == 1);
    get("ana", "/api/messages/" + id)
        .body("replacedBy", nullValue())
        .body("notReplaced", equalTo("MESSAGES-0007"));
    assertThat(atTwilio(to)).hasSize(1);
  }

  @Test
  @DisplayName("MSG-166 what an SMS has followed goes through no other account either")
  void shouldNotGoElsewhereOnceAnSmsHasFollowed() {
    // Given: it is being submitted when the SMS is decided
    String to = contact();
    whatsApp(to, MessagingFixture.AURORA_TELNYX);
    patiently().until(() -> atTelnyx(to).size() == 1);
    pause("'infinity'");
    String id = whatsApp(to, MessagingFixture.AURORA_TWILIO);
    DATABASE.execute(
        "insert into sms_fallback (tenant, message_id, reason, replaced_at) values (?, ?, 'test',"
            + " now())",
        Tenants.AURORA.value(),
        id);
    SimulatedCarriers.host()
        .faults()
        .arm(RequestFault.status(401).on("twilio", "POST", "/Messages.json"), 1);
    // When
    pause("null");
    // Then
    awaitStatus("ana", id, "denied");
    get("ana", "/api/messages/" + id)
        .body("failure.code", equalTo("replaced-by-sms"))
        .body("rerouted.carrier", contains("twilio"));
    assertThat(atTwilio(to)).isEmpty();
    assertThat(atTelnyx(to)).hasSize(1);
  }

  private static void shouldBeFollowedByNothing(String id) {
    patiently()
        .until(() -> DATABASE.count("jobs where queue = 'sms-fallbacks' and subject = ?", id) == 0);
    get("ana", "/api/messages/" + id)
        .body("replacedBy", nullValue())
        .body("notReplaced", nullValue());
  }

  private static void pause(String until) {
    for (String account :
        List.of(
            "aurora-twilio/whatsapp",
            "aurora-telnyx/whatsapp",
            "aurora-twilio/" + MessagingFixture.AURORA_TWILIO,
            "aurora-telnyx/" + MessagingFixture.AURORA_TELNYX)) {
      DATABASE.execute(
          "insert into job_accounts (tenant, account, paused_until) values (?, ?, "
              + until
              + ") on conflict (tenant, account) do update set paused_until ="
              + " excluded.paused_until",
          Tenants.AURORA.value(),
          account);
    }
  }

  private static Event<?> receipt(String id, MessageStatus status) {
    return fact(
        Tenants.AURORA,
        id,
        UUID.randomUUID().toString(),
        GatewayFacts.status(Carrier.TWILIO, id, carrierId(id), status));
  }

  private static String agentOf(String id) {
    return (String) DATABASE.value("select author_id from message where id = ?", id);
  }
}
