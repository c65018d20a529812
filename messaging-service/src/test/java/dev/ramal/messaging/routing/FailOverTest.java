package dev.ramal.messaging.routing;

import static dev.ramal.messaging.fixtures.MessagingFixture.AURORA_TELNYX;
import static dev.ramal.messaging.fixtures.MessagingFixture.AURORA_TWILIO;
import static dev.ramal.messaging.fixtures.MessagingFixture.at;
import static dev.ramal.messaging.fixtures.MessagingFixture.atTelnyx;
import static dev.ramal.messaging.fixtures.MessagingFixture.atTwilio;
import static dev.ramal.messaging.fixtures.MessagingFixture.awaitStatus;
import static dev.ramal.messaging.fixtures.MessagingFixture.contact;
import static dev.ramal.messaging.fixtures.MessagingFixture.fact;
import static dev.ramal.messaging.fixtures.MessagingFixture.get;
import static dev.ramal.messaging.fixtures.MessagingFixture.patiently;
import static dev.ramal.messaging.fixtures.MessagingFixture.sends;
import static dev.ramal.messaging.routing.Routed.DATABASE;
import static dev.ramal.messaging.routing.Routed.carrierId;
import static dev.ramal.messaging.routing.Routed.nothing;
import static dev.ramal.messaging.routing.Routed.order;
import static dev.ramal.messaging.routing.Routed.refuse;
import static dev.ramal.messaging.routing.Routed.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.ramal.events.Carrier;
import dev.ramal.events.MessageStatus;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertResolved;
import dev.ramal.events.messages.MessageRerouted;
import dev.ramal.messaging.fixtures.GatewayFacts;
import dev.ramal.messaging.fixtures.MessagingFixture;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.messaging.fixtures.Organization;
import dev.ramal.simulators.fault.RequestFault;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@MessagingTest
class FailOverTest {
  @Inject MessagingFixture fixture;
  @Inject SenderCircuits circuits;
  @Inject RecheckSenders rechecks;

  @BeforeEach
  void connect() {
    fixture.connect();
    nothing(circuits);
  }

  @AfterEach
  void asBefore() {
    DATABASE.execute("update job_accounts set paused_until = null");
    nothing(circuits);
  }

  @Test
  @DisplayName("MSG-154 a message that its account proves not to take goes through the other one")
  void shouldGoThroughTheOtherAccountAfterAProvenRefusal() {
    // Given
    order("twilio", "telnyx");
    String to = contact();
    refuse("twilio", "/Messages.json", 1);
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES)) {
      // When
      String id = send("ana", to);
      // Then
      MessageRerouted told = probe.await(MessageRerouted.class, id);
      assertThat(told.fromNumber()).isEqualTo(AURORA_TWILIO);
      assertThat(told.toNumber()).isEqualTo(AURORA_TELNYX);
      assertThat(told.code()).isEqualTo("20003");
      patiently().until(() -> atTelnyx(to).size() == 1);
      awaitStatus("ana", id, "sending");
      assertThat(atTwilio(to)).isEmpty();
      get("ana", "/api/messages/" + id)
          .body("carrier", equalTo("telnyx"))
          .body("from", equalTo(AURORA_TELNYX))
          .body("rerouted.carrier", contains("twilio"))
          .body("rerouted.code", contains("20003"));
      assertThat(DATABASE.count("jobs where subject = ? and state = 'DONE'", id)).isEqualTo(2);
    }
    // And the other way round, in another organization
    order(Organization.BOREAL, "telnyx", "twilio");
    String another = contact();
    refuse("telnyx", "/messages", 1);
    send("breno", another);
    patiently().until(() -> atTwilio(another).size() == 1);
    assertThat(atTelnyx(another)).isEmpty();
  }

  @Test
  @DisplayName("MSG-154 where every account refuses, the message fails, and each was asked once")
  void shouldFailWhenEveryAccountRefuses() {
    // Given
    order("twilio", "telnyx");
    String to = contact();
    refuse("twilio", "/Messages.json", 1);
    refuse("telnyx", "/messages", 1);
    // When
    String id = send("ana", to);
    // Then
    awaitStatus("ana", id, "failed");
    get("ana", "/api/messages/" + id).body("failure.code", equalTo("10009"));
    assertThat(SimulatedCarriers.host().faults().armed()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"twilio, telnyx, AURORA", "telnyx, twilio, BOREAL"})
  @DisplayName("MSG-155 an unknown outcome never leads to another account")
  void shouldNotGoElsewhereAfterAnUnknownOutcome(
      String first, String next, Organization organization) {
    // Given
    String seller = organization.seller();
    order(organization, first, next);
    String to = contact();
    SimulatedCarriers.host()
        .faults()
        .arm(RequestFault.timeoutAfterAccepting().on(first, "POST", sends(first)), 1);
    // When
    String id = send(seller, to);
    // Then: the one carrier lists what it has, the other tells
    if (first.equals("telnyx")) {
      awaitStatus(seller, id, "sending-unknown");
      tellOfDelivery(organization, id, atTelnyx(to).get(0).getString("id"));
    }
    patiently().until(() -> carrierId(id) != null);
    get(seller, "/api/messages/" + id).body("carrier", equalTo(first)).body("rerouted", empty());
    assertThat(at(first, to)).hasSize(1);
    assertThat(at(next, to)).isEmpty();
  }

  private static void tellOfDelivery(Organization organization, String message, String carrierId) {
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES)) {
      probe.send(
          fact(
              organization.tenant(),
              message,
              UUID.randomUUID().toString(),
              GatewayFacts.status(Carrier.TELNYX, message, carrierId, MessageStatus.DELIVERED)));
    }
  }

  @ParameterizedTest
  @CsvSource({"twilio, telnyx, 20003, BOREAL", "telnyx, twilio, 10009, AURORA"})
  @DisplayName("MSG-155 what its author sent through one carrier goes through no other")
  void shouldNotMoveWhatTheAuthorHasPinned(
      String pinned, String other, String code, Organization organization) {
    // Given
    String to = contact();
    refuse(pinned, sends(pinned), 1);
    // When
    String id = MessagingFixture.send(organization.seller(), to, pinned, "só por aqui");
    // Then
    awaitStatus(organization.seller(), id, "failed");
    get(organization.seller(), "/api/messages/" + id)
        .body("failure.code", equalTo(code))
        .body("failure.reasonEnglish", equalTo("The carrier's account refused the credentials."))
        .body("failure.advice", equalTo("Peça ao administrador que confira a conta na operadora."))
        .body("replacedBy", nullValue());
    assertThat(at(other, to)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"twilio, telnyx, 10009, AURORA", "telnyx, twilio, 20003, BOREAL"})
  @DisplayName("MSG-167 when the last account refuses, the one that has not is gone back to")
  void shouldGoBackToAnAccountThatHasNotRefused(
      String first, String last, String code, Organization organization) {
    // Given
    order(organization, first, last);
    String to = contact();
    paused(organization, first, "'infinity'");
    String id = send(organization.seller(), to);
    DATABASE.execute(
        "insert into sender_circuit (tenant, connection_id, channel, state, failures, trips,"
            + " errors) values (?, ?, 'SMS', 'OPEN', 5, 1, '[]')",
        organization.tenant().value(),
        organization.connection(first));
    circuits.refresh().await().atMost(Duration.ofSeconds(10));
    refuse(last, organization, 1);
    // When
    paused(organization, first, "null");
    // Then
    patiently().until(() -> at(first, to).size() == 1);
    awaitStatus(organization.seller(), id, "sending");
    assertThat(at(last, to)).isEmpty();
    get(organization.seller(), "/api/messages/" + id)
        .body("carrier", equalTo(first))
        .body("rerouted.carrier", contains(first, last))
        .body("rerouted.code", contains("circuit-open", code));
    assertThat(DATABASE.count("message where id = ? and going_since < handed_over_at", id)).isOne();
  }

  @Test
  @DisplayName("MSG-168 nobody waits for an account that was removed, and its alert ends")
  void shouldForgetTheCircuitOfAnAccountThatIsGone() {
    // Given
    String gone = "gone-" + UUID.randomUUID();
    try (TopicProbe probe = TopicProbe.on(Topics.ALERTS)) {
      DATABASE.execute(
          "insert into sender_circuit (tenant, connection_id, channel, state, failures, trips,"
              + " errors, ask_at) values (?, ?, 'SMS', 'OPEN', 5, 1, '[]', now())",
          Tenants.AURORA.value(),
          gone);
      circuits.refresh().await().atMost(Duration.ofSeconds(10));
      // When
      rechecks.forgetGone().await().atMost(Duration.ofSeconds(10));
      // Then
      patiently().until(() -> DATABASE.count("sender_circuit where connection_id = ?", gone) == 0);
      probe.await("the end", r -> r.is(AlertResolved.class) && r.json().contains(gone));
    }
  }

  private static void paused(Organization organization, String carrier, String until) {
    DATABASE.execute(
        "insert into job_accounts (tenant, account, paused_until) values (?, ?, "
            + until
            + ") on conflict (tenant, account) do update set paused_until = excluded.paused_until",
        organization.tenant().value(),
        organization.connection(carrier) + "/" + organization.ours(carrier));
  }
}
