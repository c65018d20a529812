package dev.ramal.messaging.sending;

import static dev.ramal.messaging.fixtures.MessagingFixture.atTwilio;
import static dev.ramal.messaging.fixtures.MessagingFixture.awaitStatus;
import static dev.ramal.messaging.fixtures.MessagingFixture.contact;
import static dev.ramal.messaging.fixtures.MessagingFixture.patiently;
import static dev.ramal.messaging.fixtures.MessagingFixture.send;
import static dev.ramal.messaging.fixtures.MessagingFixture.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.messaging.fixtures.MessagingFixture;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.messaging.fixtures.Organization;
import dev.ramal.simulators.fault.RequestFault;
import dev.ramal.testkit.MovableClock;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.fixtures.SimulatedCarriers;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@MessagingTest
@DisplayName("MSG-38 a text that the carrier has rewritten is found, and never sent twice")
class RewrittenTextTest {
  private static final Postgres DATABASE = Postgres.database("messaging");

  @Inject MovableClock clock;
  @Inject MessagingFixture fixture;

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
  @EnumSource(Organization.class)
  void shouldFindATextThatTheCarrierHasRewritten(Organization organization) {
    // Given
    String to = contact();
    var faults = SimulatedCarriers.host().faults();
    faults.arm(RequestFault.reset().on("twilio", "POST", "/Messages.json"), 1);
    faults.arm(RequestFault.status(503).on("twilio", "GET", "/Messages.json"), 1000);
    String id = send(organization.seller(), to, "twilio", "Olá João, amanhã às 9?");
    awaitStatus(organization.seller(), id, "sending-unknown");
    String sid =
        SimulatedCarriers.host()
            .twilio()
            .send(organization.ours("twilio"), to, "Ola Joao, amanha as  9?");
    // When
    faults.clear();
    // Then
    patiently().until(() -> sid.equals(carrierId(id)));
    assertThat(atTwilio(to)).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(Organization.class)
  void shouldNotSendAgainWhileAnotherMessageCouldBeIt(Organization organization) {
    // Given
    String to = contact();
    var faults = SimulatedCarriers.host().faults();
    faults.arm(RequestFault.reset().on("twilio", "POST", "/Messages.json"), 1);
    faults.arm(RequestFault.status(503).on("twilio", "GET", "/Messages.json"), 1000);
    String id = send(organization.seller(), to, "twilio", "Podemos conversar?");
    awaitStatus(organization.seller(), id, "sending-unknown");
    SimulatedCarriers.host().twilio().send(organization.ours("twilio"), to, "P0dem?s c?nversar");
    faults.clear();
    // When
    clock.advance(Duration.ofMinutes(10));
    patiently().until(() -> questions(id) > 1);
    // Then
    assertThat(status(organization.seller(), id)).isEqualTo("sending-unknown");
    assertThat(atTwilio(to)).hasSize(1);
  }

  private static long questions(String message) {
    return ((Number) DATABASE.value("select questions from jobs where subject = ?", message))
        .longValue();
  }

  private static String carrierId(String id) {
    return (String) DATABASE.value("select carrier_message_id from message where id = ?", id);
  }
}
