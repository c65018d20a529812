package dev.ramal.messaging.routing;

import static dev.ramal.messaging.fixtures.MessagingFixture.AURORA_TWILIO;
import static dev.ramal.messaging.fixtures.MessagingFixture.at;
import static dev.ramal.messaging.fixtures.MessagingFixture.awaitStatus;
import static dev.ramal.messaging.fixtures.MessagingFixture.contact;
import static dev.ramal.messaging.fixtures.MessagingFixture.get;
import static dev.ramal.messaging.fixtures.MessagingFixture.patiently;
import static dev.ramal.messaging.fixtures.Organization.BOREAL;
import static dev.ramal.messaging.routing.Routed.DATABASE;
import static dev.ramal.messaging.routing.Routed.nothing;
import static dev.ramal.messaging.routing.Routed.order;
import static dev.ramal.messaging.routing.Routed.refuse;
import static dev.ramal.messaging.routing.Routed.send;
import static dev.ramal.messaging.routing.Routed.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.events.alerts.AlertResolved;
import dev.ramal.messaging.fixtures.MessagingFixture;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.messaging.fixtures.Organization;
import dev.ramal.simulators.fault.RequestFault;
import dev.ramal.testkit.MovableClock;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.SimulatedCarriers;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@MessagingTest
class SenderHealthTest {
  @Inject MovableClock clock;
  @Inject MessagingFixture fixture;
  @Inject SenderCircuits circuits;

  @BeforeEach
  void connect() {
    fixture.connect();
    nothing(circuits);
  }

  @AfterEach
  void asBefore() {
    nothing(circuits);
    clock.reset();
  }

  @ParameterizedTest
  @CsvSource({"twilio, telnyx, 20003, AURORA", "telnyx, twilio, 10009, BOREAL"})
  @DisplayName("MSG-158 an account that does not work is kept away from, told of, and comes back")
  void shouldKeepAwayFromAnAccountThatDoesNotWork(
      String broken, String other, String code, Organization organization) {
    // Given
    String account = organization.connection(broken);
    String seller = organization.seller();
    Organization stranger = organization.stranger();
    order(organization, broken, other);
    order(stranger, broken, other);
    refuse(broken, organization, Integer.MAX_VALUE);
    try (TopicProbe probe = TopicProbe.on(Topics.ALERTS)) {
      for (int i = 0; i < 5; i++) {
        String to = contact();
        send(seller, to);
        patiently().until(() -> at(other, to).size() == 1);
      }
      // When
      probe.await(
          "the alert", record -> record.is(AlertRaised.class) && record.json().contains(account));
      assertThat(probe.all(stranger.tenant(), AlertRaised.class))
          .noneMatch(record -> record.json().contains(stranger.connection(broken)));
    }
    String next = send(seller, contact());
    String theirs = contact();
    send(stranger.seller(), theirs);
    // Then
    get(seller, "/api/messages/" + next).body("carrier", equalTo(other)).body("rerouted", empty());
    patiently().until(() -> at(broken, theirs).size() == 1);
    assertThat(
            DATABASE.count(
                "sender_circuit where tenant = ? and state <> 'CLOSED'", stranger.tenant().value()))
        .as("another organization's")
        .isZero();
    String own = "items.find { it.connectionId == '" + account + "' }.";
    get(stranger.admin(), "/api/messages/senders/health")
        .body("items.connectionId", not(hasItem(account)));
    get(organization.admin(), "/api/messages/senders/health")
        .statusCode(200)
        .body(own + "circuits.find { it.channel == 'sms' }.state", equalTo("open"))
        .body(own + "circuits.find { it.channel == 'whatsapp' }.state", equalTo("closed"))
        .body(own + "circuits[0].lastErrors.code", hasItem(code))
        .body(own + "parts.find { it.part == 'connectivity' }.state", equalTo("failing"));
    SimulatedCarriers.host().faults().clear();
    clock.advance(Duration.ofSeconds(20));
    patiently().until(() -> state(account).equals("HALF_OPEN"));
    String to = contact();
    try (TopicProbe probe = TopicProbe.on(Topics.ALERTS)) {
      send(seller, to);
      patiently().until(() -> at(broken, to).size() == 1);
      patiently().until(() -> state(account).equals("CLOSED"));
      probe.await(
          "the end of the alert",
          record -> record.is(AlertResolved.class) && record.json().contains(account + ":sms"));
    }
  }

  @Test
  @DisplayName("MSG-159 how senders do: account, senders, connectivity and what waits")
  void shouldTellHowSendersDo() {
    // Given
    get("ana", "/api/messages/senders/health").statusCode(403);
    String own = "items.find { it.connectionId == 'aurora-twilio' }.";
    // Then
    get("carla", "/api/messages/senders/health")
        .statusCode(200)
        .body("items.connectionId", hasItems("aurora-twilio", "aurora-telnyx"))
        .body(own + "parts.part", contains("account", "senders", "connectivity", "queue"))
        .body(own + "parts.state", contains("ok", "warning", "ok", "ok"))
        .body(own + "parts[1].reason", equalTo(AURORA_TWILIO + " cannot send SMS."))
        .body(
            "items.find { it.connectionId == 'aurora-telnyx' }.parts.find { it.part == 'account'"
                + " }.state",
            equalTo("ok"));
    get("bia", "/api/messages/senders/health")
        .statusCode(200)
        .body("items.connectionId", contains("boreal-twilio", "boreal-telnyx"));
  }

  @ParameterizedTest
  @CsvSource({"twilio, /Accounts/, 2", "telnyx, /messaging_profiles/, 1"})
  @DisplayName("MSG-159 how senders do: account, senders, connectivity and what waits")
  void shouldTellWhatWaitsForASender(String carrier, String asked, int times) {
    // Given
    String own = "items.find { it.connectionId == '" + BOREAL.connection(carrier) + "' }.";
    String others = "items.find { it.connectionId != '" + BOREAL.connection(carrier) + "' }.";
    // When: something waits for a carrier that asked us to, and it takes no token any more
    order(BOREAL, carrier);
    DATABASE.execute(
        "insert into job_accounts (tenant, account, paused_until) values (?, ?,"
            + " now() + interval '1 h') on conflict (tenant, account) do update"
            + " set paused_until = excluded.paused_until",
        BOREAL.tenant().value(),
        BOREAL.connection(carrier) + "/" + BOREAL.ours(carrier));
    String waiting = send("breno", contact());
    SimulatedCarriers.host()
        .faults()
        .arm(RequestFault.status(401).on(carrier, "GET", asked), times);
    // Then
    get("bia", "/api/messages/senders/health")
        .body(own + "parts.find { it.part == 'account' }.state", equalTo("failing"))
        .body(own + "parts.find { it.part == 'queue' }.state", equalTo("warning"))
        .body(own + "waiting", equalTo(1))
        .body(own + "oldestSeconds", notNullValue())
        .body(own + "pausedUntil", notNullValue())
        .body(others + "parts.find { it.part == 'account' }.state", equalTo("ok"))
        .body(others + "waiting", equalTo(0));
    DATABASE.execute("update job_accounts set paused_until = null");
    awaitStatus("breno", waiting, "sending");
    get("bia", "/api/messages/senders/health")
        .body(own + "waiting", equalTo(0))
        .body(own + "oldestSeconds", nullValue());
  }
}
