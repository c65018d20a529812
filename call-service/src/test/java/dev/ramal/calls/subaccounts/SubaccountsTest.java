package dev.ramal.calls.subaccounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.ramal.calls.connections.CarrierAccounts;
import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.NumberAccounts;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.events.TenantId;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.fixtures.Simulator;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@CallsTest
class SubaccountsTest {
  private TenantId otherTenant = Tenants.BOREAL;
  private CallApi admin = CallApi.as("carla");
  private CallApi other = CallApi.as("bia");

  @Inject CarrierAccounts accounts;

  @AfterEach
  void noFaults() {
    Simulator.noFaults();
  }

  /** From now on those of an organization do what the test does. */
  private void goTo(TenantId organization) {
    boolean aurora = organization.equals(Tenants.AURORA);
    otherTenant = aurora ? Tenants.BOREAL : Tenants.AURORA;
    admin = CallApi.as(aurora ? "carla" : "bia");
    other = CallApi.as(aurora ? "bia" : "carla");
  }

  private String connect(String carrier, String number) {
    return NumberAccounts.connect(admin.user().username(), carrier, number);
  }

  @ParameterizedTest
  @CsvSource({"aurora, bruno, +558135500029", "boreal, breno, +558135500030"})
  @DisplayName("CALL-380 a subaccount is made once and connected with its secret sealed")
  void shouldMakeAndConnectASubaccount(TenantId organization, String colleague, String number) {
    // Given
    goTo(organization);
    String owner = connect("twilio", "+551130001380");
    String key = UUID.randomUUID().toString();

    // When
    Response made = make(owner, "Filial Recife", key);
    Response again = make(owner, "Filial Recife", key);

    // Then
    made.then().statusCode(202).body("state", equalTo("ordered"));
    String id = made.path("id");
    again.then().statusCode(202).body("id", equalTo(id));
    awaitActive(owner, id);
    CarrierAccount account = account(organization, id).orElseThrow();
    assertThat(account(otherTenant, id)).isEmpty();
    assertThat(account.authToken()).isNotEmpty();
    assertThat(stored()).doesNotContain(account.authToken());
    admin
        .request()
        .get("/api/carriers/" + id)
        .then()
        .statusCode(200)
        .body("accountSid", equalTo(account.accountSid()))
        .body("enabled", equalTo(false))
        .body("numbers", empty())
        .body("secrets.name", contains("auth-token"));
    assertThat(Simulator.posts("twilio", "/Accounts.json", id)).hasSize(1);
    foreignersSeeNothing(owner, id);
    CallApi.as(colleague)
        .request()
        .get("/api/carriers/" + owner + "/subaccounts")
        .then()
        .statusCode(403);
    NumberAccounts.know(account.accountSid(), account.authToken());
    enabledOnceItHasANumber(id, account.accountSid(), number);
  }

  private Optional<CarrierAccount> account(TenantId organization, String id) {
    return accounts.byId(organization, id).await().atMost(Duration.ofSeconds(10));
  }

  private void foreignersSeeNothing(String owner, String id) {
    other.request().get("/api/carriers/" + owner + "/subaccounts").then().statusCode(404);
    other
        .request()
        .body(Map.of("name", "x"))
        .post("/api/carriers/" + owner + "/subaccounts")
        .then()
        .statusCode(404);
    other.request().get("/api/carriers/" + id).then().statusCode(404);
    other.request().get("/api/carriers").then().statusCode(200).body("items.id", not(hasItem(id)));
  }

  private void enabledOnceItHasANumber(String id, String sid, String bought) {
    Map<String, Object> change = new HashMap<>(Map.of("carrier", "twilio", "accountSid", sid));
    admin
        .request()
        .body(change)
        .put("/api/carriers/" + id)
        .then()
        .statusCode(400)
        .body("errors.field", contains("numbers"));
    String number =
        admin
            .user()
            .post("/api/numbers", NumberAccounts.order("twilio", id, bought), null)
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    await("the number")
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> admin.request().get("/api/numbers/" + number).<String>path("state"),
            "active"::equals);
    change.put("enabled", false);
    change.put("numbers", List.of(bought));
    admin
        .request()
        .body(change)
        .put("/api/carriers/" + id)
        .then()
        .statusCode(200)
        .body("numbers", contains(bought))
        .body("secrets.name", contains("auth-token"));
  }

  @ParameterizedTest
  @CsvSource({"aurora", "boreal"})
  @DisplayName("CALL-380 a subaccount is made once and connected with its secret sealed")
  void shouldFindASubaccountWhoseAnswerWasLost(TenantId organization) {
    // Given
    goTo(organization);
    String owner = connect("twilio", "+551130001380");
    Simulator.fault("timeout", "twilio", "/Accounts.json", 1, Map.of());

    // When
    String id = make(owner, "Filial Natal", null).path("id");

    // Then
    awaitActive(owner, id);
    assertThat(Simulator.posts("twilio", "/Accounts.json", id)).hasSize(1);
    foreignersSeeNothing(owner, id);
  }

  @Test
  @DisplayName("CALL-381 where a carrier makes no subaccounts it is said what to do instead")
  void shouldSayWhatToDoWithoutSubaccounts() {
    // Given
    String telnyx = NumberAccounts.connect("carla", "telnyx", "+551130001381");
    String twilio = NumberAccounts.connect("carla", "twilio", "+551130001381");

    // When
    Response refused = make(telnyx, "Filial Natal", null);

    // Then
    refused
        .then()
        .statusCode(422)
        .body("code", equalTo("CALLS-0325"))
        .body("detail", containsString("POST /api/carriers"));
    admin
        .request()
        .get("/api/carriers/" + telnyx + "/subaccounts")
        .then()
        .statusCode(200)
        .body("items", empty());
    make(twilio, " ", null).then().statusCode(400).body("errors.field", hasItem("name"));
    make("nothing", "x", null).then().statusCode(404);
  }

  private Response make(String owner, String name, String key) {
    return admin.user().post("/api/carriers/" + owner + "/subaccounts", Map.of("name", name), key);
  }

  private void awaitActive(String owner, String id) {
    await("subaccount " + id)
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(100))
        .until(
            () ->
                admin
                    .request()
                    .get("/api/carriers/" + owner + "/subaccounts")
                    .<List<String>>path("items.findAll { it.id == '" + id + "' }.state"),
            List.of("active")::equals);
  }

  /** Everything that the tables of the path hold in clear. */
  private static String stored() {
    Postgres calls = Postgres.database("calls");
    return calls.rows("select * from subaccounts").toString()
        + calls.rows("select * from carrier_connections")
        + calls.rows("select * from outbox")
        + calls.rows("select * from jobs where queue = 'subaccounts'");
  }
}
