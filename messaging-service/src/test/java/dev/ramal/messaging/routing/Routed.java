package dev.ramal.messaging.routing;

import static dev.ramal.messaging.fixtures.MessagingFixture.post;
import static dev.ramal.messaging.fixtures.MessagingFixture.sends;

import dev.ramal.messaging.fixtures.Organization;
import dev.ramal.simulators.fault.RequestFault;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.fixtures.ApiUser;
import dev.ramal.testkit.fixtures.SimulatedCarriers;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What tests of this room do with organizations' orders and accounts in trouble. */
final class Routed {
  static final Postgres DATABASE = Postgres.database("messaging");

  private Routed() {}

  /** As nobody had ever set anything, and no account had ever failed. */
  static void nothing(SenderCircuits circuits) {
    SimulatedCarriers.host().faults().clear();
    DATABASE.execute("delete from message_routing");
    DATABASE.execute("delete from sender_circuit");
    circuits.refresh().await().atMost(Duration.ofSeconds(10));
  }

  /** The account refuses our credentials, and does nothing. */
  static void refuse(String carrier, String path, int times) {
    SimulatedCarriers.host()
        .faults()
        .arm(RequestFault.status(401).on(carrier, "POST", path), times);
  }

  /** The same of whatever is sent from one number only. */
  static void refuse(String carrier, Organization organization, int times) {
    SimulatedCarriers.host()
        .faults()
        .arm(
            RequestFault.status(401)
                .on(carrier, "POST", sends(carrier))
                .holding(organization.ours(carrier).substring(1)),
            times);
  }

  static void order(String... carriers) {
    order(Organization.AURORA, carriers);
  }

  static void order(Organization organization, String... carriers) {
    organization.set("message-routing", Map.of("sms", List.of(carriers)));
  }

  static ValidatableResponse put(String user, Map<String, ?> body) {
    return ApiUser.as(user).request().body(body).put("/api/settings/message-routing").then();
  }

  static String send(String user, String to) {
    return post(user, null, Map.of("to", to, "channel", "sms", "body", "Oi"))
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  static String carrierId(String id) {
    return (String) DATABASE.value("select carrier_message_id from message where id = ?", id);
  }

  static String state(String connection) {
    return (String)
        DATABASE.value(
            "select state from sender_circuit where connection_id = ? and channel = 'SMS'",
            connection);
  }
}
