package dev.ramal.crm;

import dev.ramal.simulators.SimulatorHost;
import dev.ramal.simulators.SimulatorOptions;
import dev.ramal.simulators.Simulators;
import dev.ramal.simulators.fault.Faults;
import dev.ramal.simulators.rdstation.RdAccount;
import dev.ramal.simulators.rdstation.RdStationSimulator;
import dev.ramal.testkit.Tokens;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The CRM's stand-in. As a test resource it only chooses the port; the tests, which live in another
 * class loader, start the server on it when they first ask for it.
 */
public final class RdStation implements QuarkusTestResourceLifecycleManager {
  /** How long the service waits in tests before it looks for a note of unknown fate. */
  public static final Duration NOTE_SETTLE = Duration.ofSeconds(4);

  private static final String URL = "ramal.rdstation.api-url";
  private static SimulatorHost host;

  @Override
  public Map<String, String> start() {
    try (ServerSocket free = new ServerSocket(0)) {
      return Map.of(
          URL,
          "http://localhost:" + free.getLocalPort(),
          "ramal.crm.delivery.note-settle",
          NOTE_SETTLE.toSeconds() + "S");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    // The server ends with the tests' process.
  }

  static synchronized SimulatorHost host() {
    if (host == null) {
      int port = URI.create(ConfigProvider.getConfig().getValue(URL, String.class)).getPort();
      host = Simulators.start(SimulatorOptions.defaults().ports(0, 0, port, 0));
    }
    return host;
  }

  public static RdStationSimulator crm() {
    return host().rdStation();
  }

  public static Faults faults() {
    return host().faults();
  }

  /** Somebody else exchanges the refresh token, so that it is dead. */
  public static void useUp(RdAccount account) {
    RestAssured.given()
        .formParam("grant_type", "refresh_token")
        .formParam("client_id", account.clientId())
        .formParam("client_secret", account.clientSecret())
        .formParam("refresh_token", account.refreshToken())
        .post(crm().baseUrl() + "/oauth2/token")
        .then()
        .statusCode(200);
  }

  /** A note that the CRM takes from somebody else, or from us without our knowing. */
  public static void write(String deal, String text) {
    RestAssured.given()
        .header("Authorization", "Bearer " + crm().accessToken())
        .contentType(ContentType.JSON)
        .body(Map.of("data", Map.of("description", text)))
        .post(crm().baseUrl() + "/crm/v2/deals/" + deal + "/notes")
        .then()
        .statusCode(201);
  }

  /** Connects an organization with an application of its own. */
  public static RdAccount connect(String admin) {
    return connect(admin, RdAccount.DEFAULT_CRM);
  }

  /** Connects an organization with an application of its own, in the named CRM account. */
  public static RdAccount connect(String admin, String crm) {
    RdAccount account = crm().register(RdAccount.create().of(crm));
    RestAssured.given()
        .auth()
        .oauth2(Tokens.of(admin))
        .contentType(ContentType.JSON)
        .body(
            Map.of(
                "clientId", account.clientId(),
                "clientSecret", account.clientSecret(),
                "refreshToken", account.refreshToken()))
        .put("/api/crm/connection")
        .then()
        .statusCode(200);
    return account;
  }
}
