package dev.ramal.messaging.routing;

import static dev.ramal.messaging.fixtures.MessagingFixture.AURORA_TWILIO;
import static dev.ramal.messaging.fixtures.MessagingFixture.BOREAL_TWILIO;
import static dev.ramal.messaging.fixtures.MessagingFixture.atTelnyx;
import static dev.ramal.messaging.fixtures.MessagingFixture.atTwilio;
import static dev.ramal.messaging.fixtures.MessagingFixture.awaitStatus;
import static dev.ramal.messaging.fixtures.MessagingFixture.contact;
import static dev.ramal.messaging.fixtures.MessagingFixture.get;
import static dev.ramal.messaging.fixtures.MessagingFixture.patiently;
import static dev.ramal.messaging.routing.Routed.DATABASE;
import static dev.ramal.messaging.routing.Routed.nothing;
import static dev.ramal.messaging.routing.Routed.order;
import static dev.ramal.messaging.routing.Routed.refuse;
import static dev.ramal.messaging.routing.Routed.send;
import static dev.ramal.messaging.routing.Routed.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;

import dev.ramal.messaging.fixtures.MessagingFixture;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.fixtures.SimulatedCarriers;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Two organizations with accounts at one carrier, of which one refuses. */
@MessagingTest
class AccountsOfTwoOrganizationsTest {
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
  }

  @Test
  @DisplayName("MSG-362 an account that refuses is kept away from by its own organization only")
  void shouldUseAnAccountWhileAnotherOrganizationsRefuses() {
    // Given: Aurora's account has refused so often that its circuit is open
    order("twilio", "telnyx");
    refuse("twilio", messagesOf(AURORA_TWILIO), Integer.MAX_VALUE);
    List<String> contacts = Stream.generate(MessagingFixture::contact).limit(5).toList();
    contacts.forEach(to -> send("ana", to));
    patiently().until(() -> contacts.stream().allMatch(to -> atTelnyx(to).size() == 1));
    patiently().until(() -> state("aurora-twilio"), "OPEN"::equals);
    String to = contact();

    // When
    String mine = send("ana", to);
    String theirs = send("breno", to);

    // Then
    awaitStatus("breno", theirs, "sending");
    awaitStatus("ana", mine, "sending");
    get("breno", "/api/messages/" + theirs)
        .body("carrier", equalTo("twilio"))
        .body("rerouted", empty());
    get("ana", "/api/messages/" + mine)
        .body("carrier", equalTo("telnyx"))
        .body("rerouted", empty());
    assertThat(atTwilio(to))
        .extracting(message -> message.getString("from"))
        .containsExactly(BOREAL_TWILIO);
    assertThat(DATABASE.count("sender_circuit where tenant = ?", Tenants.BOREAL.value())).isZero();
    get("bia", "/api/messages/senders/health")
        .statusCode(200)
        .body("items[0].circuits.state", everyItem(equalTo("closed")));
  }

  @Test
  @DisplayName("MSG-363 a message goes through no account of another organization, and fails")
  void shouldGoThroughNoAccountOfAnotherOrganization() {
    // Given: Boreal has one account, and Aurora another one that works
    order("twilio", "telnyx");
    String to = contact();
    refuse("twilio", messagesOf(BOREAL_TWILIO), 1);

    // When
    String theirs = send("breno", to);
    String mine = send("ana", to);

    // Then
    awaitStatus("breno", theirs, "failed");
    get("breno", "/api/messages/" + theirs)
        .body("failure.code", equalTo("20003"))
        .body("rerouted", empty());
    awaitStatus("ana", mine, "sending");
    assertThat(atTwilio(to))
        .extracting(message -> message.getString("from"))
        .containsExactly(AURORA_TWILIO);
    assertThat(atTelnyx(to)).isEmpty();
  }

  /** Where messages of the account are asked for that owns the number. */
  private static String messagesOf(String number) {
    return SimulatedCarriers.host().twilio().accounts().stream()
        .filter(account -> account.owns(number))
        .map(account -> account.sid() + "/Messages.json")
        .findFirst()
        .orElseThrow();
  }
}
