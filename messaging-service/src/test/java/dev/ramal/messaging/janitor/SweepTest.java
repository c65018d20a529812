package dev.ramal.messaging.janitor;

import static dev.ramal.messaging.fixtures.MessagingFixture.AURORA_TELNYX;
import static dev.ramal.messaging.fixtures.MessagingFixture.AURORA_TWILIO;
import static dev.ramal.messaging.fixtures.MessagingFixture.BOREAL_TWILIO;
import static dev.ramal.messaging.fixtures.MessagingFixture.contact;
import static dev.ramal.messaging.fixtures.MessagingFixture.fact;
import static dev.ramal.messaging.fixtures.MessagingFixture.get;
import static dev.ramal.messaging.fixtures.MessagingFixture.patiently;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.ramal.events.Channel;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.events.carrier.CarrierMessageReceived;
import dev.ramal.events.messages.MessageReceived;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.JobState;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.messaging.carrier.MessageCarrier.Inbound;
import dev.ramal.messaging.facts.ReceiveListed;
import dev.ramal.messaging.fixtures.GatewayFacts;
import dev.ramal.messaging.fixtures.MessagingFixture;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.messaging.fixtures.Organization;
import dev.ramal.messaging.janitor.InboundSweeps.Listed;
import dev.ramal.simulators.fault.RequestFault;
import dev.ramal.simulators.http.Fields;
import dev.ramal.testkit.MovableClock;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.SimulatedCarriers;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@MessagingTest
@DisplayName("MSG-47 what carriers got for us and nobody told us of is found, once")
class SweepTest {
  private static final Postgres DATABASE = Postgres.database("messaging");

  @Inject MessagingFixture fixture;
  @Inject MovableClock clock;
  @Inject QueueSweeps queueSweeps;
  @Inject InboundSweeps sweeps;
  @Inject SweepConfig config;
  @Inject ReceiveListed receiveListed;
  @Inject SqlTransactions transactions;

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

  @ParameterizedTest
  @EnumSource(Organization.class)
  void shouldReceiveWhatTelnyxCountedAndNobodyToldUsOf(Organization organization) {
    // Given
    String lost = contact();
    String id =
        SimulatedCarriers.host()
            .telnyx()
            .receiveMessage(lost, organization.ours("telnyx"), "Alguém aí?", "SMS", null);
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
      assertThat(DATABASE.value("select tenant from message where carrier_message_id = ?", id))
          .isEqualTo(organization.tenant().value());
      assertThat(found.receivedAt()).isBefore(clock.instant().minus(Duration.ofMinutes(4)));
      assertThat(SimulatedCarriers.host().telnyx().requests())
          .filteredOn(request -> request.path().endsWith("/detail_records"))
          .isNotEmpty()
          .allSatisfy(
              request ->
                  assertThat(Fields.parse(request.query()).get("filter[direction]"))
                      .isEqualTo("inbound"));
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

  /**
   * Who consumes facts holds the thread first: whoever waited here with a message would meet it.
   */
  @Test
  void shouldWaitForNoMessageThatIsKnown() throws Exception {
    // Given
    String known = contact();
    String sid = UUID.randomUUID().toString();
    CarrierMessageReceived listed =
        GatewayFacts.received(Channel.SMS, sid, known, AURORA_TWILIO, "Já sei", null);
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES, Topics.MESSAGE_FACTS);
        Connection other = DATABASE.connect()) {
      probe.send(fact(Tenants.AURORA, known, UUID.randomUUID().toString(), listed));
      probe.await("the message", r -> r.is(MessageReceived.class) && r.json().contains(known));
      other.setAutoCommit(false);
      try (var lock =
          other.prepareStatement("select 1 from message where from_number = ? for update")) {
        lock.setString(1, known);
        assertThat(lock.executeQuery().next()).isTrue();
        // When
        int found =
            transactions
                .inTenant(
                    Tenants.AURORA,
                    sql -> receiveListed.receive(sql, Tenants.AURORA, List.of(listed)))
                .await()
                .atMost(Duration.ofSeconds(5));
        // Then
        assertThat(found).isZero();
      }
    }
  }

  @Test
  @DisplayName("MSG-74 a backlog of three days is caught up with slice by slice")
  void shouldCatchUpWithABacklogOfThreeDaysSliceBySlice() {
    // Given
    String lost = contact();
    Instant last = Instant.now().minus(Duration.ofDays(3));
    for (Organization organization : Organization.values()) {
      for (String carrier : List.of("twilio", "telnyx")) {
        DATABASE.execute(
            "insert into inbound_sweep values (?, ?, '%s')".formatted(last),
            organization.tenant().value(),
            organization.connection(carrier));
      }
    }
    String also = contact();
    receive(lost, AURORA_TWILIO, "Esperei três dias");
    receive(also, BOREAL_TWILIO, "Eu também");
    Instant asked = Instant.now();
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES)) {
      // When
      clock.advance(Duration.ofMinutes(20));
      queueSweeps.queueAll().await().atMost(Duration.ofSeconds(10));
      // Then
      probe.await("the lost one", r -> r.is(MessageReceived.class) && r.json().contains(lost));
      probe.await("the other's", r -> r.is(MessageReceived.class) && r.json().contains(also));
      patiently().until(() -> DATABASE.count("jobs where queue = 'inbound-sweeps'") == 0);
      for (Organization organization : Organization.values()) {
        assertThat(
                DATABASE.count(
                    "inbound_sweep where tenant = ? and swept_until > '%s'".formatted(asked),
                    organization.tenant().value()))
            .isEqualTo(2);
      }
      assertThat(DATABASE.value("select tenant from message where from_number = ?", also))
          .isEqualTo("boreal");
      assertThat(
              SimulatedCarriers.host().telnyx().requests().stream()
                  .filter(request -> request.path().endsWith("/detail_records"))
                  .filter(request -> request.at().isAfter(asked))
                  .map(request -> Fields.parse(request.query()).get("filter[created_at][gte]"))
                  .distinct())
          .hasSizeBetween(3, 4);
    }
  }

  @Test
  @DisplayName("MSG-74 what a carrier never lists is told, and left behind")
  void shouldTellAPersonWhatACarrierNeverListsAndGoOnBehindIt() {
    // Given
    Instant settled = clock.instant().minus(Duration.ofMinutes(2));
    Instant last = settled.minus(Duration.ofHours(6));
    Job job = sweepOf("aurora-telnyx");
    SweepWindow window = SweepWindow.of(last, settled, Duration.ofHours(6), config);
    Listed cutOff = new Listed(new Inbound(List.of(), window.until(), true), window);
    try (TopicProbe probe = TopicProbe.on(Topics.ALERTS)) {
      // When
      transactions
          .inTenant(Tenants.AURORA, sql -> sweeps.done(sql, job, cutOff))
          .await()
          .atMost(Duration.ofSeconds(10));
      // Then
      AlertRaised alert = probe.await(AlertRaised.class, "aurora-telnyx");
      assertThat(alert.service()).isEqualTo("messaging-service");
      assertThat(alert.title()).isEqualTo("Mensagens recebidas podem faltar");
      assertThat(alert.subject()).isEqualTo("aurora-telnyx");
      assertThat(DATABASE.count("inbound_sweep where connection_id = 'aurora-telnyx'")).isOne();
    }
  }

  private static Job sweepOf(String connection) {
    Instant now = Instant.now();
    return new Job(
        1,
        UUID.randomUUID().toString(),
        Tenants.AURORA,
        InboundSweeps.QUEUE,
        InboundSweeps.KIND,
        connection,
        "",
        "{}",
        JobState.RUNNING,
        1,
        0,
        0,
        now,
        now,
        now,
        null,
        now);
  }

  /** Nobody is told. */
  private static String receive(String from, String to, String body) {
    return SimulatedCarriers.host().twilio().receiveMessage(from, to, body, null, new Fields());
  }
}
