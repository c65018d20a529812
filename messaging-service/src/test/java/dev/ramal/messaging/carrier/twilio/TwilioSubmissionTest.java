package dev.ramal.messaging.carrier.twilio;

import static dev.ramal.messaging.fixtures.MessagingFixture.atTelnyx;
import static dev.ramal.messaging.fixtures.MessagingFixture.atTwilio;
import static dev.ramal.messaging.fixtures.MessagingFixture.contact;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.events.Carrier;
import dev.ramal.events.Channel;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.Direction;
import dev.ramal.events.E164;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.messaging.carrier.MessageCarrier.Submitted;
import dev.ramal.messaging.carrier.MessageCarriers;
import dev.ramal.messaging.fixtures.MessagingFixture;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.messaging.fixtures.Organization;
import dev.ramal.messaging.message.MessageDetails;
import dev.ramal.messaging.message.MessageId;
import dev.ramal.messaging.message.Party;
import dev.ramal.messaging.message.Purpose;
import dev.ramal.simulators.twilio.accounts.TwilioAccount;
import dev.ramal.testkit.fixtures.SimulatedCarriers;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@MessagingTest
class TwilioSubmissionTest {
  private static final String OURS = "+551130037777";
  private static final String SERVICE = "MG00000000000000000000000000000001";

  @Inject TwilioMessageCarrier carrier;
  @Inject MessageCarriers carriers;
  @Inject MessagingFixture fixture;
  private TwilioAccount twilio;

  @BeforeEach
  void register() {
    SimulatedCarriers.host().faults().clear();
    TwilioAccount plain = TwilioAccount.create(OURS);
    twilio =
        SimulatedCarriers.host()
            .twilio()
            .register(
                new TwilioAccount(
                    plain.sid(),
                    plain.authToken(),
                    null,
                    null,
                    null,
                    plain.numbers(),
                    Set.of(SERVICE),
                    null,
                    null,
                    plain.countries(),
                    false));
  }

  @ParameterizedTest
  @EnumSource(Organization.class)
  @DisplayName("MSG-37 an SMS goes by the messaging service of its connection, from our number")
  void shouldUseTheMessagingServiceOfTheConnection(Organization organization) {
    // Given
    String to = contact();
    // When
    CarrierReply<Submitted> reply = submit(organization, to, Instant.now().plusSeconds(30));
    // Then
    assertThat(reply).isInstanceOf(CarrierReply.Done.class);
    assertThat(atTwilio(to).get(0).getString("messaging_service_sid")).isEqualTo(SERVICE);
    assertThat(atTwilio(to).get(0).getString("from")).isEqualTo(OURS);
  }

  @ParameterizedTest
  @EnumSource(Organization.class)
  @DisplayName("MSG-36 what comes too late to the carrier's door does not leave")
  void shouldSendNothingThatComesTooLate(Organization organization) {
    // Given
    String to = contact();
    // When
    CarrierReply<Submitted> reply = submit(organization, to, Instant.now().minusMillis(1));
    // Then
    assertThat(reply).isEqualTo(new CarrierReply.Throttled<Submitted>(null));
    assertThat(atTwilio(to)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Organization.class)
  @DisplayName("MSG-36 what comes too late to the carrier's door does not leave")
  void shouldSendNothingThatComesTooLateByTelnyxEither(Organization organization) {
    // Given
    fixture.connect();
    String to = contact();
    // When
    CarrierReply<Submitted> reply =
        carriers
            .submit(
                details(
                    organization,
                    to,
                    organization.ours("telnyx"),
                    Carrier.TELNYX,
                    organization.connection("telnyx")),
                Instant.now().minusMillis(1))
            .await()
            .atMost(Duration.ofSeconds(10));
    // Then
    assertThat(reply).isEqualTo(new CarrierReply.Throttled<Submitted>(null));
    assertThat(atTelnyx(to)).isEmpty();
  }

  /** The same at the carrier, whosever it is. */
  private CarrierAccount account(Organization organization) {
    return new CarrierAccount(
        organization.tenant(),
        "service",
        Carrier.TWILIO,
        true,
        1,
        List.of(E164.of(OURS)),
        twilio.sid(),
        List.of(twilio.authToken()),
        null,
        null,
        SERVICE);
  }

  private CarrierReply<Submitted> submit(
      Organization organization, String to, Instant leaveBefore) {
    MessageDetails details = details(organization, to, OURS, Carrier.TWILIO, "service");
    return carrier
        .submit(account(organization), details, leaveBefore)
        .await()
        .atMost(Duration.ofSeconds(10));
  }

  private static MessageDetails details(
      Organization organization, String to, String ours, Carrier by, String connection) {
    return new MessageDetails(
        new MessageId(UuidV7.next().toString()),
        organization.tenant(),
        Direction.OUTBOUND,
        Channel.SMS,
        "thread",
        new Party(ours),
        new Party(to),
        "Bom dia",
        List.of(),
        null,
        null,
        by,
        new ConnectionId(connection),
        null,
        null,
        Instant.now(),
        Purpose.NONE,
        null);
  }
}
