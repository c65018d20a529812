package dev.ramal.messaging.sending;

import static dev.ramal.messaging.fixtures.MessagingFixture.at;
import static dev.ramal.messaging.fixtures.MessagingFixture.awaitStatus;
import static dev.ramal.messaging.fixtures.MessagingFixture.contact;
import static dev.ramal.messaging.fixtures.MessagingFixture.fact;
import static dev.ramal.messaging.fixtures.MessagingFixture.get;
import static dev.ramal.messaging.fixtures.MessagingFixture.other;
import static dev.ramal.messaging.fixtures.MessagingFixture.patiently;
import static dev.ramal.messaging.fixtures.MessagingFixture.sends;
import static dev.ramal.messaging.sending.Followed.byWhatsApp;
import static dev.ramal.messaging.sending.Followed.carrierId;
import static dev.ramal.messaging.sending.Followed.smsAfter;
import static dev.ramal.messaging.sending.Followed.taken;
import static dev.ramal.messaging.sending.Followed.whatsApp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.ramal.events.Carrier;
import dev.ramal.events.Event;
import dev.ramal.events.MessageStatus;
import dev.ramal.events.Topics;
import dev.ramal.events.carrier.CarrierMessageReceived;
import dev.ramal.events.messages.MessageReplaced;
import dev.ramal.messaging.fixtures.GatewayFacts;
import dev.ramal.messaging.fixtures.MessagingFixture;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.messaging.fixtures.Organization;
import dev.ramal.simulators.fault.RequestFault;
import dev.ramal.testkit.MovableClock;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.SimulatedCarriers;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@MessagingTest
class SmsFallbackTest {
  private static final Postgres DATABASE = Postgres.database("messaging");

  @Inject MovableClock clock;
  @Inject MessagingFixture fixture;

  @BeforeEach
  void connect() {
    fixture.connect();
    SimulatedCarriers.host().faults().clear();
    Stream.of(Organization.values()).forEach(organization -> smsAfter(organization, 30));
  }

  @AfterEach
  void asBefore() {
    SimulatedCarriers.host().faults().clear();
    DATABASE.execute("delete from message_routing");
    clock.reset();
  }

  @ParameterizedTest
  @CsvSource({"twilio, AURORA", "telnyx, AURORA", "telnyx, BOREAL"})
  @DisplayName("MSG-160 a WhatsApp message that does not arrive is followed by one SMS, linked")
  void shouldFollowWithOneSms(String carrier, Organization organization) {
    // Given
    String seller = organization.seller();
    String to = contact();
    String id = whatsApp(organization, to, carrier);
    patiently().until(() -> carrierId(id) != null);
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES, Topics.MESSAGE_FACTS)) {
      // When
      clock.advance(Duration.ofMinutes(31));
      // Then
      String sms = probe.await(MessageReplaced.class, id).replacementId();
      patiently().until(() -> carrierId(sms) != null);
      get(seller, "/api/messages/" + id).body("replacedBy", equalTo(sms));
      get(seller, "/api/messages/" + sms)
          .body("replaces", equalTo(id))
          .body("channel", equalTo("sms"))
          .body("body", equalTo("Seu pedido saiu"))
          .body("agentId", equalTo(agentOf(id)));
      // And when the message arrives after all, both have
      probe.send(delivered(organization, carrier, id));
      awaitStatus(seller, id, "delivered");
      get(seller, "/api/messages/" + id).body("replacedBy", equalTo(sms));
    }
    clock.advance(Duration.ofHours(2));
    patiently()
        .until(() -> DATABASE.count("jobs where queue = 'sms-fallbacks' and subject = ?", id) == 0);
    assertThat(DATABASE.count("message where to_number = ? and channel = 'SMS'", to)).isOne();
    assertThat(byWhatsApp(carrier, to)).hasSize(1);
    assertThat(taken(to)).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"twilio, AURORA", "telnyx, BOREAL"})
  @DisplayName(
      "MSG-161 what arrived in time, cannot be read, or was switched off since stays alone")
  void shouldNotFollowWhatHasArrived(String carrier, Organization organization) {
    // Given
    String arrived = whatsApp(organization, contact(), carrier);
    patiently().until(() -> carrierId(arrived) != null);
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGE_FACTS)) {
      probe.send(delivered(organization, carrier, arrived));
    }
    awaitStatus(organization.seller(), arrived, "delivered");
    String broken = whatsApp(organization, contact(), carrier);
    patiently().until(() -> carrierId(broken) != null);
    DATABASE.execute("update message set media = 'no JSON' where id = ?", broken);
    clock.advance(Duration.ofMinutes(31));
    shouldBeFollowedByNothing(organization, arrived);
    shouldBeFollowedByNothing(organization, broken);
    // And
    clock.reset();
    String late = whatsApp(organization, contact(), carrier);
    patiently().until(() -> carrierId(late) != null);
    // When
    smsAfter(organization, 0);
    clock.advance(Duration.ofMinutes(31));
    // Then
    shouldBeFollowedByNothing(organization, late);
  }

  @ParameterizedTest
  @CsvSource({"twilio, AURORA", "telnyx, BOREAL"})
  @DisplayName("MSG-162 an SMS that waits does not leave when what it follows arrives meanwhile")
  void shouldKeepTheSmsBackWhenTheMessageArrivesMeanwhile(
      String carrier, Organization organization) {
    // Given
    String to = contact();
    String id = whatsApp(organization, to, carrier);
    patiently().until(() -> carrierId(id) != null);
    pause(organization, "'infinity'");
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES, Topics.MESSAGE_FACTS)) {
      clock.advance(Duration.ofMinutes(31));
      String sms = probe.await(MessageReplaced.class, id).replacementId();
      probe.send(delivered(organization, carrier, id));
      awaitStatus(organization.seller(), id, "delivered");
      // When
      pause(organization, "null");
      // Then
      awaitStatus(organization.seller(), sms, "denied");
      get(organization.seller(), "/api/messages/" + sms)
          .body("failure.code", equalTo("arrived-meanwhile"));
    }
    assertThat(byWhatsApp(carrier, to)).hasSize(1);
    assertThat(taken(to)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"twilio, AURORA", "telnyx, BOREAL"})
  @DisplayName("MSG-163 where no SMS may go to the contact, none does, and it is said why")
  void shouldSayWhyNoSmsFollows(String carrier, Organization organization) {
    // Given
    String to = contact();
    String id = whatsApp(organization, to, carrier);
    patiently().until(() -> carrierId(id) != null);
    CarrierMessageReceived stop = GatewayFacts.text(to, organization.ours(carrier), "PARAR", true);
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGE_FACTS)) {
      probe.send(
          fact(
              organization.tenant(),
              to,
              UUID.randomUUID().toString(),
              GatewayFacts.through(organization, carrier, stop)));
    }
    patiently()
        .until(() -> DATABASE.count("opt_out where contact = ? and channel = 'SMS'", to) == 1);
    // When
    clock.advance(Duration.ofMinutes(31));
    // Then
    patiently().until(() -> DATABASE.count("sms_fallback where message_id = ?", id) == 1);
    get(organization.seller(), "/api/messages/" + id)
        .body("replacedBy", nullValue())
        .body("notReplaced", equalTo("MESSAGES-0007"));
    assertThat(byWhatsApp(carrier, to)).hasSize(1);
    assertThat(taken(to)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"twilio, AURORA", "telnyx, BOREAL"})
  @DisplayName("MSG-166 what an SMS has followed goes through no other account either")
  void shouldNotGoElsewhereOnceAnSmsHasFollowed(String carrier, Organization organization) {
    // Given: it is being submitted when the SMS is decided, and could go the other way
    String to = contact();
    String other = other(carrier);
    whatsApp(organization, to, other);
    patiently().until(() -> at(other, to).size() == 1);
    pause(organization, "'infinity'");
    String id = whatsApp(organization, to, carrier);
    DATABASE.execute(
        "insert into sms_fallback (tenant, message_id, reason, replaced_at) values (?, ?, 'test',"
            + " now())",
        organization.tenant().value(),
        id);
    SimulatedCarriers.host()
        .faults()
        .arm(
            RequestFault.status(401).on(carrier, "POST", sends(carrier)).holding(to.substring(1)),
            1);
    // When
    pause(organization, "null");
    // Then
    awaitStatus(organization.seller(), id, "denied");
    get(organization.seller(), "/api/messages/" + id)
        .body("failure.code", equalTo("replaced-by-sms"))
        .body("rerouted.carrier", contains(carrier));
    assertThat(at(carrier, to)).isEmpty();
    assertThat(at(other, to)).hasSize(1);
  }

  private static void shouldBeFollowedByNothing(Organization organization, String id) {
    patiently()
        .until(() -> DATABASE.count("jobs where queue = 'sms-fallbacks' and subject = ?", id) == 0);
    get(organization.seller(), "/api/messages/" + id)
        .body("replacedBy", nullValue())
        .body("notReplaced", nullValue());
  }

  private static void pause(Organization organization, String until) {
    for (String carrier : List.of("twilio", "telnyx")) {
      for (String sender : List.of("whatsapp", organization.ours(carrier))) {
        DATABASE.execute(
            "insert into job_accounts (tenant, account, paused_until) values (?, ?, "
                + until
                + ") on conflict (tenant, account) do update set paused_until ="
                + " excluded.paused_until",
            organization.tenant().value(),
            organization.connection(carrier) + "/" + sender);
      }
    }
  }

  private static Event<?> delivered(Organization organization, String carrier, String id) {
    return fact(
        organization.tenant(),
        id,
        UUID.randomUUID().toString(),
        GatewayFacts.status(Carrier.of(carrier), id, carrierId(id), MessageStatus.DELIVERED));
  }

  private static String agentOf(String id) {
    return (String) DATABASE.value("select author_id from message where id = ?", id);
  }
}
