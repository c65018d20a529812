package dev.ramal.messaging.routing;

import static dev.ramal.messaging.fixtures.MessagingFixture.AURORA_TELNYX;
import static dev.ramal.messaging.fixtures.MessagingFixture.AURORA_TWILIO;
import static dev.ramal.messaging.fixtures.MessagingFixture.at;
import static dev.ramal.messaging.fixtures.MessagingFixture.atTelnyx;
import static dev.ramal.messaging.fixtures.MessagingFixture.atTwilio;
import static dev.ramal.messaging.fixtures.MessagingFixture.contact;
import static dev.ramal.messaging.fixtures.MessagingFixture.get;
import static dev.ramal.messaging.fixtures.MessagingFixture.patiently;
import static dev.ramal.messaging.routing.Routed.DATABASE;
import static dev.ramal.messaging.routing.Routed.nothing;
import static dev.ramal.messaging.routing.Routed.order;
import static dev.ramal.messaging.routing.Routed.put;
import static dev.ramal.messaging.routing.Routed.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import dev.ramal.messaging.fixtures.MessagingFixture;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.messaging.fixtures.Organization;
import dev.ramal.testkit.fixtures.ApiUser;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@MessagingTest
class HotSwapTest {
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
  @CsvSource({"twilio, telnyx, AURORA", "telnyx, twilio, BOREAL"})
  @DisplayName("MSG-152 carriers are swapped during traffic: each message goes out once")
  void shouldSwapCarriersDuringTraffic(String first, String next, Organization organization) {
    // Given
    String seller = organization.seller();
    order(organization, first, next);
    List<String> contacts = IntStream.range(0, 24).mapToObj(i -> contact()).toList();
    // When: agents write while the order is turned around
    List<CompletableFuture<String>> sent =
        contacts.stream().map(to -> CompletableFuture.supplyAsync(() -> send(seller, to))).toList();
    order(organization, next, first);
    sent.forEach(CompletableFuture::join);
    String behind = contact();
    send(seller, behind);
    // Then
    patiently()
        .untilAsserted(
            () ->
                assertThat(contacts)
                    .allSatisfy(
                        to -> assertThat(atTwilio(to).size() + atTelnyx(to).size()).isOne()));
    patiently().until(() -> at(next, behind).size() == 1);
    assertThat(at(first, behind)).isEmpty();
  }

  @Test
  @DisplayName("MSG-152 an order is the organization's own, and goes before the thread's number")
  void shouldFollowTheOrderOfTheOrganizationOnly() {
    // Given
    String to = contact();
    order("twilio");
    String first = send("ana", to);
    get("ana", "/api/messages/" + first).body("from", equalTo(AURORA_TWILIO));
    // When
    order("telnyx", "twilio");
    String second = send("ana", to);
    String others = send("breno", to);
    order(Organization.BOREAL, "telnyx");
    String theirs = send("breno", to);
    // Then
    get("ana", "/api/messages/" + second).body("from", equalTo(AURORA_TELNYX));
    get("breno", "/api/messages/" + others).body("from", equalTo(MessagingFixture.BOREAL_TWILIO));
    get("breno", "/api/messages/" + theirs).body("from", equalTo(MessagingFixture.BOREAL_TELNYX));
    DATABASE.execute("delete from message_routing where tenant = 'boreal'");
    ApiUser.as("bia")
        .request()
        .get("/api/settings/message-routing")
        .then()
        .body("smsFollowsThread", equalTo(true))
        .body("sms", hasItems("twilio", "telnyx"));
  }

  @Test
  @DisplayName("MSG-153 who may set the order, and what is no order")
  void shouldRefuseWhatIsNoOrder() {
    put("ana", Map.of("smsAfterMinutes", 5)).statusCode(403);
    put("carla", Map.of()).statusCode(400).body("code", equalTo("MESSAGES-0030"));
    put(
            "carla",
            Map.of(
                "sms",
                List.of("twilio", "twilio"),
                "whatsapp",
                List.of("pombo"),
                "smsAfterMinutes",
                1441))
        .statusCode(400)
        .body("errors.field", contains("sms", "whatsapp", "smsAfterMinutes"));
    put("carla", Map.of("sms", List.of())).statusCode(400);
    put("carla", Map.of("whatsapp", List.of("telnyx"), "smsAfterMinutes", 20))
        .statusCode(200)
        .body("whatsapp", contains("telnyx"))
        .body("smsAfterMinutes", equalTo(20));
    put("carla", Map.of("smsAfterMinutes", 0))
        .statusCode(200)
        .body("whatsapp", contains("telnyx"))
        .body("smsAfterMinutes", equalTo(0));
  }

  @ParameterizedTest
  @CsvSource({"twilio, telnyx, BOREAL", "telnyx, twilio, AURORA"})
  @DisplayName("MSG-157 what waits on an account that is switched off goes through another, once")
  void shouldMoveWhatWaitsOnAnAccountThatIsSwitchedOff(
      String off, String next, Organization organization) {
    // Given
    String seller = organization.seller();
    order(organization, off, next);
    DATABASE.execute(
        "insert into job_accounts (tenant, account, paused_until) values (?, ?, 'infinity')"
            + " on conflict (tenant, account) do update set paused_until = 'infinity'",
        organization.tenant().value(),
        organization.connection(off) + "/" + organization.ours(off));
    List<String> contacts = IntStream.range(0, 3).mapToObj(i -> contact()).toList();
    List<String> ids = contacts.stream().map(to -> send(seller, to)).toList();
    try {
      // When
      fixture.connect(organization, off, false);
      DATABASE.execute("update job_accounts set paused_until = null");
      // Then
      patiently()
          .untilAsserted(
              () -> assertThat(contacts).allSatisfy(to -> assertThat(at(next, to)).hasSize(1)));
      ids.forEach(
          id ->
              get(seller, "/api/messages/" + id)
                  .body("carrier", equalTo(next))
                  .body("from", equalTo(organization.ours(next)))
                  .body("rerouted.code", contains("account-off")));
      assertThat(contacts).allSatisfy(to -> assertThat(at(off, to)).isEmpty());
    } finally {
      fixture.connect(organization, off, true);
    }
  }
}
