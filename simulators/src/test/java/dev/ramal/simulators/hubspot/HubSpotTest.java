package dev.ramal.simulators.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.simulators.SimulatorHost;
import dev.ramal.simulators.Simulators;
import dev.ramal.simulators.fixtures.Http;
import dev.ramal.simulators.time.Pace;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HubSpotTest {
  private static final String PORTAL = HubSpotAccount.DEFAULT_PORTAL;
  private static final String CONTACTS = "/crm/objects/2026-09/contacts";
  private static final String CALLS = "/crm/objects/2026-09/calls";

  private SimulatorHost host;
  private HubSpotSimulator crm;
  private Http api;
  private String contact;
  private String deal;

  @BeforeEach
  void open() {
    host = Simulators.start();
    host.schedule().pace(Pace.manual());
    crm = host.hubSpot();
    api = Http.bearer(crm.baseUrl(), crm.accessToken(PORTAL));
    contact = crm.addContact(PORTAL, "Maria", "+55 (11) 98765-4321");
    deal = crm.addDeal(PORTAL, "Proposta", contact, "qualifiedtobuy");
  }

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  @DisplayName("SIM-705 find a phone by area code and local number, whatever was typed")
  void shouldFindAPhoneByAreaCodeAndLocalNumber() {
    // When
    Http.Got national = search("hs_searchable_calculated_phone_number", "11987654321");
    Http.Got international = search("hs_searchable_calculated_phone_number", "+5511987654321");
    Http.Got typed = search("phone", "+55 (11) 98765-4321");

    // Then
    assertThat(national.json().getJsonArray("results").getJsonObject(0).getString("id"))
        .isEqualTo(contact);
    assertThat(international.json().getInteger("total")).isZero();
    assertThat(typed.json().getInteger("total")).isEqualTo(1);
  }

  @Test
  @DisplayName("SIM-706 keep a new record out of searches for a while, and out of nothing else")
  void shouldFindANewRecordLate() {
    // When
    Http.Got made =
        api.post(CONTACTS, body(new JsonObject().put("firstname", "João").put("phone", "2133")));
    int early = search("phone", "2133").json().getInteger("total");
    int read = api.get(CONTACTS + "/" + made.json().getString("id")).status();
    host.advance(Duration.ofSeconds(11));
    int late = search("phone", "2133").json().getInteger("total");

    // Then
    assertThat(made.status()).isEqualTo(201);
    assertThat(List.of(early, read, late)).containsExactly(0, 200, 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"limit\":201}",
        "{\"filterGroups\":[{},{},{},{},{},{}]}",
        "{\"filterGroups\":[{\"filters\":[{\"propertyName\":\"age\",\"operator\":\"EQ\"}]}]}",
        "{\"filterGroups\":[{\"filters\":[{\"propertyName\":\"phone\",\"operator\":\"LIKE\"}]}]}"
      })
  @DisplayName("SIM-707 refuse a search and a record that HubSpot would not take")
  void shouldRefuseWhatHubSpotWouldNotTake(String asked) {
    // When
    List<Integer> statuses =
        List.of(
            api.post(CONTACTS + "/search", new JsonObject(asked)).status(),
            api.post(CALLS, body(new JsonObject().put("hs_call_body", "x"))).status(),
            api.post(CALLS, body(call().put("hs_call_duration", 5))).status(),
            api.post(CALLS, body(call().put("hs_call_status", "DONE"))).status(),
            api.post(CALLS, body(call().put("hs_call_recording_url", "http://x/a.wav"))).status(),
            api.post(CALLS, body(call(), link("1", 206))).status(),
            api.post(CALLS, body(call(), link(deal, 214))).status());

    // Then
    assertThat(statuses).containsOnly(400);
    assertThat(crm.records("calls")).isEmpty();
  }

  @Test
  @DisplayName("SIM-708 make a call of each request, and show it where it belongs at once")
  void shouldMakeACallOfEachRequest() {
    // Given
    JsonObject asked = body(call(), link(deal, 206), link(contact, 194));

    // When
    String first = api.post(CALLS, asked).json().getString("id");
    String second = api.post(CALLS, asked).json().getString("id");
    JsonObject shown =
        api.get("/crm/objects/2026-09/deals/" + deal + "?associations=calls,notes")
            .json()
            .getJsonObject("associations");
    Http.Got listed = associations("deals", "calls", deal);
    Http.Got none = associations("deals", "notes", deal);
    Http.Got unknown = associations("deals", "notes", "1");

    // Then
    assertThat(first).isNotEqualTo(second);
    assertThat(shown.getJsonObject("calls").getJsonArray("results")).hasSize(2);
    assertThat(shown.containsKey("notes")).isFalse();
    assertThat(listed.status()).isEqualTo(200);
    assertThat(listed.json().getJsonArray("results").getJsonObject(0).getJsonArray("to"))
        .extracting(to -> ((JsonObject) to).getString("toObjectId"))
        .containsExactly(first, second);
    assertThat(none.status()).isEqualTo(207);
    assertThat(none.json().getJsonArray("errors").getJsonObject(0).getString("subCategory"))
        .endsWith("NO_ASSOCIATIONS_FOUND");
    assertThat(unknown.json().getJsonArray("errors").getJsonObject(0).getString("subCategory"))
        .doesNotEndWith("NO_ASSOCIATIONS_FOUND");
    assertThat(crm.calls(deal).get(0).getJsonArray("contacts")).containsExactly(contact);
  }

  @Test
  @DisplayName("SIM-709 keep the refresh token, end access tokens after half an hour")
  void shouldKeepTheRefreshToken() {
    // Given
    HubSpotAccount account = crm.register(HubSpotAccount.create().of("other"));

    // When
    JsonObject once = refresh(account).json();
    JsonObject again = refresh(account).json();
    Http other = Http.bearer(crm.baseUrl(), again.getString("access_token"));
    int foreign = other.get(CONTACTS + "/" + contact).status();
    host.advance(Duration.ofMinutes(31));
    Http.Got expired = other.get(CONTACTS + "/" + contact);
    crm.uninstall(account.clientId());
    Http.Got gone = refresh(account);

    // Then
    assertThat(once.getString("refresh_token")).isEqualTo(account.refreshToken());
    assertThat(again.getInteger("expires_in")).isEqualTo(1800);
    assertThat(foreign).as("records of another account").isEqualTo(404);
    assertThat(expired.status()).isEqualTo(401);
    assertThat(expired.json().getString("category")).isEqualTo("EXPIRED_AUTHENTICATION");
    assertThat(gone.status()).isEqualTo(400);
    assertThat(gone.json().getString("status")).isEqualTo("BAD_REFRESH_TOKEN");
  }

  @Test
  @DisplayName("SIM-710 throttle searches and other requests apart, and say which it was")
  void shouldThrottleSearchesApart() {
    // When
    List<Http.Got> searches =
        IntStream.range(0, 6).mapToObj(i -> search("phone", String.valueOf(i))).toList();
    Http.Got other = api.get(CONTACTS + "/" + contact);
    crm.rateLimit(1, 0);
    api.get(CONTACTS + "/" + contact);
    Http.Got over = api.get(CONTACTS + "/" + contact);

    // Then
    assertThat(searches).extracting(Http.Got::status).containsExactly(200, 200, 200, 200, 200, 429);
    assertThat(searches.get(5).json().getString("policyName")).isEqualTo("SECONDLY");
    assertThat(other.status()).isEqualTo(200);
    assertThat(over.json().getString("policyName")).isEqualTo("TEN_SECONDLY_ROLLING");
    assertThat(over.response().headers().firstValue("Retry-After")).isEmpty();
  }

  @Test
  @DisplayName(
      "SIM-711 let another process install the app, enter people and read what was written")
  void shouldBeSteeredByAnotherProcess() {
    // Given
    Http control = Http.open(host.urls().get("control") + "/hubspot");

    // When
    JsonObject account =
        control.put("/accounts/app", new JsonObject().put("portal", "aurora")).json();
    String made =
        control
            .post("/contacts?portal=aurora", new JsonObject().put("firstname", "Ana"))
            .json()
            .getString("id");
    Http theirs = Http.bearer(crm.baseUrl(), account.getString("accessToken"));
    control.put("/search-lag", new JsonObject().put("seconds", 0));
    control.put("/rate-limit", new JsonObject().put("searchesPerSecond", 0));
    int read = theirs.get(CONTACTS + "/" + made).status();
    control.post("/expire-tokens", new JsonObject());
    int expired = theirs.get(CONTACTS + "/" + made).status();

    // Then
    assertThat(List.of(read, expired)).containsExactly(200, 401);
    assertThat(control.get("/contacts?portal=aurora").array()).hasSize(1);
    host.reset();
    assertThat(control.get("/contacts").array()).isEmpty();
  }

  private Http.Got refresh(HubSpotAccount account) {
    return Http.open(crm.baseUrl())
        .form(
            "/oauth/2026-09/token",
            "grant_type",
            "refresh_token",
            "client_id",
            account.clientId(),
            "client_secret",
            account.clientSecret(),
            "refresh_token",
            account.refreshToken());
  }

  private Http.Got search(String property, String value) {
    JsonObject filter =
        new JsonObject()
            .put("propertyName", property)
            .put("operator", "IN")
            .put("values", new JsonArray().add(value));
    JsonObject group = new JsonObject().put("filters", new JsonArray().add(filter));
    return api.post(
        CONTACTS + "/search", new JsonObject().put("filterGroups", new JsonArray().add(group)));
  }

  private Http.Got associations(String kind, String other, String id) {
    return api.post(
        "/crm/associations/2026-09/" + kind + "/" + other + "/batch/read",
        new JsonObject().put("inputs", new JsonArray().add(new JsonObject().put("id", id))));
  }

  private static JsonObject call() {
    return new JsonObject().put("hs_timestamp", "2026-11-03T14:05:33Z");
  }

  private static JsonObject link(String id, int type) {
    JsonObject kind =
        new JsonObject()
            .put("associationCategory", "HUBSPOT_DEFINED")
            .put("associationTypeId", type);
    return new JsonObject()
        .put("to", new JsonObject().put("id", id))
        .put("types", new JsonArray().add(kind));
  }

  private static JsonObject body(JsonObject properties, JsonObject... associations) {
    JsonArray all = new JsonArray();
    List.of(associations).forEach(all::add);
    return new JsonObject().put("properties", properties).put("associations", all);
  }
}
