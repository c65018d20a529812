package dev.ramal.messaging.routing;

import static dev.ramal.messaging.fixtures.MessagingFixture.at;
import static dev.ramal.messaging.fixtures.MessagingFixture.awaitStatus;
import static dev.ramal.messaging.fixtures.MessagingFixture.contact;
import static dev.ramal.messaging.fixtures.MessagingFixture.get;
import static dev.ramal.messaging.fixtures.MessagingFixture.patiently;
import static dev.ramal.messaging.fixtures.Organization.AURORA;
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
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;

import dev.ramal.messaging.fixtures.MessagingFixture;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.fixtures.SimulatedCarriers;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two organizations with an account at each carrier, of which some refuse. */
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

  @ParameterizedTest
  @CsvSource({"twilio, telnyx", "telnyx, twilio"})
  @DisplayName("MSG-362 an account that refuses is kept away from by its own organization only")
  void shouldUseAnAccountWhileAnotherOrganizationsRefuses(String broken, String next) {
    // Given: Aurora's account has refused so often that its circuit is open
    order(AURORA, broken, next);
    order(BOREAL, broken, next);
    refuse(broken, AURORA, Integer.MAX_VALUE);
    List<String> contacts = Stream.generate(MessagingFixture::contact).limit(5).toList();
    contacts.forEach(to -> send("ana", to));
    patiently().until(() -> contacts.stream().allMatch(to -> at(next, to).size() == 1));
    patiently().until(() -> state(AURORA.connection(broken)), "OPEN"::equals);
    String to = contact();

    // When
    String mine = send("ana", to);
    String theirs = send("breno", to);

    // Then
    awaitStatus("breno", theirs, "sending");
    awaitStatus("ana", mine, "sending");
    get("breno", "/api/messages/" + theirs)
        .body("carrier", equalTo(broken))
        .body("rerouted", empty());
    get("ana", "/api/messages/" + mine).body("carrier", equalTo(next)).body("rerouted", empty());
    assertThat(at(broken, to))
        .extracting(message -> sender(broken, message))
        .containsExactly(BOREAL.ours(broken));
    assertThat(DATABASE.count("sender_circuit where tenant = ?", Tenants.BOREAL.value())).isZero();
    get("bia", "/api/messages/senders/health")
        .statusCode(200)
        .body("items.connectionId", hasSize(2))
        .body("items.circuits.flatten().state", everyItem(equalTo("closed")));
  }

  @ParameterizedTest
  @CsvSource({"twilio, telnyx", "telnyx, twilio"})
  @DisplayName("MSG-363 a message goes through no account of another organization, and fails")
  void shouldGoThroughNoAccountOfAnotherOrganization(String first, String last) {
    // Given: both of Boreal's accounts refuse, and Aurora has two that work
    order(AURORA, first, last);
    order(BOREAL, first, last);
    String to = contact();
    refuse(first, BOREAL, 1);
    refuse(last, BOREAL, 1);

    // When
    String theirs = send("breno", to);
    String mine = send("ana", to);

    // Then
    awaitStatus("breno", theirs, "failed");
    get("breno", "/api/messages/" + theirs)
        .body("failure.code", equalTo(last.equals("twilio") ? "20003" : "10009"))
        .body("rerouted.from", contains(BOREAL.ours(first)));
    awaitStatus("ana", mine, "sending");
    assertThat(at(first, to))
        .extracting(message -> sender(first, message))
        .containsExactly(AURORA.ours(first));
    assertThat(at(last, to)).isEmpty();
    assertThat(SimulatedCarriers.host().faults().armed()).isEmpty();
  }

  private static String sender(String carrier, JsonObject message) {
    return carrier.equals("twilio")
        ? message.getString("from")
        : message.getJsonObject("from").getString("phone_number");
  }
}
