package dev.ramal.simulators.telnyx.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.simulators.SimulatorHost;
import dev.ramal.simulators.SimulatorOptions;
import dev.ramal.simulators.Simulators;
import dev.ramal.simulators.fixtures.Application;
import dev.ramal.simulators.fixtures.Http;
import dev.ramal.simulators.telnyx.accounts.TelnyxAccount;
import dev.ramal.simulators.time.Pace;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a program asks of Telnyx before its first call. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TelnyxSetupTest {
  private static final String NUMBER = "+551140028922";
  private static final String LEAD = "+5511987654321";

  private SimulatorHost host;
  private Application application;
  private TelnyxAccount account;
  private Http api;

  @BeforeAll
  void start() {
    host = Simulators.start(SimulatorOptions.defaults().pace(Pace.instant()));
    application = new Application();
    account = host.telnyx().register(TelnyxAccount.create(NUMBER));
    api = Http.bearer(host.telnyx().baseUrl(), account.apiKey());
  }

  @AfterAll
  void stop() {
    application.close();
    host.stop();
  }

  @Test
  @DisplayName("SIM-592 an order waits for its requirement group, and is done once it is approved")
  void shouldSellToWhoHasAnApprovedGroup() {
    // Given
    JsonObject demand =
        data(api.get(
                "/requirements"
                    + query(
                        "filter[country_code]",
                        "BR",
                        "filter[phone_number_type]",
                        "local",
                        "filter[action]",
                        "ordering")))
            .getJsonObject(0);
    String group = group("local").getString("id");
    String path = "/requirement_groups/" + group;

    // When
    Http.Got early = api.post(path + "/submit_for_approval", new JsonObject());
    JsonArray values = new JsonArray();
    demand
        .getJsonArray("requirements_types")
        .forEach(
            each ->
                values.add(
                    new JsonObject()
                        .put("requirement_id", ((JsonObject) each).getString("id"))
                        .put("field_value", "given")));
    api.patch(path, new JsonObject().put("regulatory_requirements", values));
    JsonObject waiting = one(api.post("/number_orders", order("+553135500001", group)));

    // Then
    assertThat(early.status()).isEqualTo(422);
    assertThat(waiting.getString("status")).isEqualTo("pending");
    host.telnyx().review(group, "declined");
    JsonObject number = ordered(waiting).getJsonArray("phone_numbers").getJsonObject(0);
    assertThat(number.getString("requirements_status")).isEqualTo("requirement-info-exception");
    assertThat(api.post(path + "/submit_for_approval", new JsonObject()).status()).isEqualTo(200);
    host.telnyx().review(group, "approved");
    assertThat(ordered(waiting).getString("status")).isEqualTo("success");
    assertThat(data(api.get("/phone_numbers" + query("filter[phone_number]", "+553135500001"))))
        .hasSize(1);
    String mobile = group("mobile").getString("id");
    assertThat(api.post("/number_orders", order("+553135500002", mobile)).status()).isEqualTo(422);
    assertThat(api.post("/number_orders", order("+553135500002", "none")).status()).isEqualTo(422);
    assertThat(api.get("/requirement_groups/none").status()).isEqualTo(404);
  }

  private JsonObject ordered(JsonObject order) {
    return one(api.get("/number_orders/" + order.getString("id")));
  }

  private JsonObject group(String type) {
    return api.post(
            "/requirement_groups",
            new JsonObject()
                .put("country_code", "BR")
                .put("phone_number_type", type)
                .put("action", "ordering"))
        .json();
  }

  private static JsonObject order(String number, String group) {
    return new JsonObject()
        .put(
            "phone_numbers",
            new JsonArray()
                .add(
                    new JsonObject()
                        .put("phone_number", number)
                        .put("requirement_group_id", group)));
  }

  @Test
  @DisplayName("SIM-128 numbers are searched, ordered, set up and released")
  void shouldOrderANumber() {
    // Given
    String search =
        query(
            "filter[country_code]",
            "BR",
            "filter[national_destination_code]",
            "21",
            "filter[limit]",
            "3");
    JsonArray offered = data(api.get("/available_phone_numbers" + search));
    String number = offered.getJsonObject(0).getString("phone_number");
    String group = group("local").getString("id");
    host.telnyx().review(group, "approved");
    JsonObject order =
        new JsonObject()
            .put(
                "phone_numbers",
                new JsonArray()
                    .add(
                        new JsonObject()
                            .put("phone_number", number)
                            .put("requirement_group_id", group)))
            .put("customer_reference", "vendas");
    JsonObject withoutPapers =
        new JsonObject()
            .put(
                "phone_numbers", new JsonArray().add(new JsonObject().put("phone_number", number)));

    // When
    JsonObject waiting = one(api.post("/number_orders", withoutPapers));
    JsonObject ordered = one(api.post("/number_orders", order));

    // Then
    assertThat(offered).hasSize(3);
    assertThat(number).startsWith("+5521");
    assertThat(waiting.getString("status")).isEqualTo("pending");
    assertThat(waiting.getBoolean("requirements_met")).isFalse();
    assertThat(ordered.getString("status")).isEqualTo("success");
    assertThat(one(api.get("/number_orders/" + ordered.getString("id")))).isEqualTo(ordered);
    assertThat(api.post("/number_orders", order).status()).isEqualTo(422);
    JsonObject owned =
        data(api.get("/phone_numbers" + query("filter[phone_number]", number))).getJsonObject(0);
    assertThat(owned.getString("customer_reference")).isEqualTo("vendas");
    String path = "/phone_numbers/" + owned.getString("id");
    JsonObject tagged = new JsonObject().put("tags", new JsonArray().add("sp"));
    assertThat(one(api.patch(path, tagged)).getJsonArray("tags")).containsExactly("sp");
    assertThat(dial(account.connectionId(), number).status()).isEqualTo(200);
    assertThat(one(api.delete(path)).getString("status")).isEqualTo("deleted");
    assertThat(api.get(path).status()).isEqualTo(404);
    assertThat(dial(account.connectionId(), number).status()).isEqualTo(403);
  }

  @Test
  @DisplayName("SIM-129 an application that is made carries calls; the first one can be changed")
  void shouldMakeApplications() {
    // Given
    JsonObject wish =
        new JsonObject()
            .put("application_name", "filial")
            .put("webhook_event_url", application.url("/filial"));

    // When
    JsonObject made = one(api.post("/call_control_applications", wish));

    // Then
    assertThat(dial(made.getString("id"), NUMBER).status()).isEqualTo(200);
    await()
        .untilAsserted(() -> assertThat(application.events("/filial", "call.hangup")).isNotEmpty());
    assertThat(
            application
                .events("/filial", "call.hangup")
                .get(0)
                .json()
                .getJsonObject("data")
                .getJsonObject("payload")
                .getString("connection_id"))
        .isEqualTo(made.getString("id"));
    String first = "/call_control_applications/" + account.connectionId();
    api.patch(first, new JsonObject().put("call_cost_in_webhooks", true));
    assertThat(one(api.get(first)).getBoolean("call_cost_in_webhooks")).isTrue();
    assertThat(data(api.get("/call_control_applications"))).hasSize(2);
    assertThat(api.delete("/call_control_applications/" + made.getString("id")).status())
        .isEqualTo(200);
    assertThat(dial(made.getString("id"), NUMBER).status()).isEqualTo(422);
    assertThat(api.post("/call_control_applications", new JsonObject()).status()).isEqualTo(422);
  }

  @Test
  @DisplayName("SIM-149 a credential is made below a connection of the account's, and has tokens")
  void shouldMakeCredentials() {
    // Given
    JsonObject wish = new JsonObject().put("connection_name", "browsers");
    String connection = one(api.post("/credential_connections", wish)).getString("id");

    // When
    JsonObject made =
        one(
            api.post(
                "/telephony_credentials",
                new JsonObject().put("connection_id", connection).put("name", "ana")));

    // Then
    String path = "/telephony_credentials/" + made.getString("id");
    String own = "26" + account.connectionId().substring(2);
    assertThat(one(api.get("/credential_connections/" + own)).getBoolean("active")).isTrue();
    assertThat(api.get("/credential_connections/26").status()).isEqualTo(404);
    assertThat(made.getString("sip_username")).startsWith("gencred");
    assertThat(data(api.get("/telephony_credentials" + query("filter[name]", "ana"))))
        .containsExactly(made);
    assertThat(data(api.get("/telephony_credentials" + query("filter[name]", "bruno")))).isEmpty();
    Http.Got token = api.post(path + "/token", new JsonObject());
    assertThat(token.status()).isEqualTo(201);
    String claims = new String(Base64.getUrlDecoder().decode(token.text().split("\\.")[1]));
    assertThat(new JsonObject(claims).getString("sub")).isEqualTo(made.getString("id"));
    assertThat(
            api.post("/telephony_credentials", new JsonObject().put("connection_id", "26"))
                .status())
        .isEqualTo(422);
    assertThat(api.delete(path).status()).isEqualTo(200);
    assertThat(api.post(path + "/token", new JsonObject()).status()).isEqualTo(404);
  }

  @Test
  @DisplayName("SIM-130 messaging profiles are made, found and changed")
  void shouldMakeProfiles() {
    // Given
    JsonObject wish =
        new JsonObject()
            .put("name", "avisos")
            .put("whitelisted_destinations", new JsonArray().add("BR"));

    // When
    JsonObject made = one(api.post("/messaging_profiles", wish));

    // Then
    assertThat(data(api.get("/messaging_profiles" + query("filter[name]", "avisos")))).hasSize(1);
    JsonObject changed =
        one(
            api.patch(
                "/messaging_profiles/" + made.getString("id"),
                new JsonObject().put("webhook_url", "http://localhost:9/m")));
    assertThat(changed.getString("webhook_url")).isEqualTo("http://localhost:9/m");
    assertThat(changed.getString("name")).isEqualTo("avisos");
    api.patch(
        "/messaging_profiles/" + account.messagingProfileId(),
        new JsonObject().put("webhook_url", "http://localhost:9/own"));
    assertThat(host.telnyx().accounts().get(0).messagingWebhookUrl())
        .isEqualTo("http://localhost:9/own");
  }

  @Test
  @DisplayName("SIM-131 the balance goes down with use, and numbers are looked up")
  void shouldTellBalanceAndNumbers() {
    // Given
    dial(account.connectionId(), NUMBER);
    String records = "/detail_records" + query("filter[record_type]", "sip-trunking");
    await().untilAsserted(() -> assertThat(data(api.get(records))).isNotEmpty());

    // When
    JsonObject balance = one(api.get("/balance"));

    // Then
    assertThat(balance.getString("currency")).isEqualTo("USD");
    assertThat(Double.parseDouble(balance.getString("balance"))).isLessThan(1000);
    JsonObject mobile = one(api.get("/number_lookup/" + encoded(LEAD) + "?type=carrier"));
    assertThat(mobile.getJsonObject("carrier").getString("type")).isEqualTo("mobile");
    assertThat(mobile.getString("country_code")).isEqualTo("BR");
    assertThat(api.get("/number_lookup/123").status()).isEqualTo(422);
  }

  @ParameterizedTest
  @DisplayName("SIM-132 what is not played is refused in Telnyx's own form, and says so")
  @CsvSource({"/texml_applications", "/queues/vendas", "/outbound_voice_profiles", "/portouts"})
  void shouldSayWhatIsNotPlayed(String path) {
    // When
    Http.Got answer = api.get(path);

    // Then
    assertThat(answer.status()).isEqualTo(501);
    JsonObject error = answer.json().getJsonArray("errors").getJsonObject(0);
    assertThat(error.getString("code")).isEqualTo("10501");
    assertThat(error.getString("detail")).contains("does not play GET /v2" + path);
  }

  private Http.Got dial(String connection, String from) {
    return api.post(
        "/calls",
        new JsonObject().put("connection_id", connection).put("to", LEAD).put("from", from));
  }

  private static JsonArray data(Http.Got answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().getJsonArray("data");
  }

  private static JsonObject one(Http.Got answer) {
    assertThat(answer.status()).as(answer.text()).isBetween(200, 201);
    return answer.json().getJsonObject("data");
  }

  private static String query(String... namesAndValues) {
    StringBuilder query = new StringBuilder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      query
          .append(i == 0 ? '?' : '&')
          .append(encoded(namesAndValues[i]))
          .append('=')
          .append(encoded(namesAndValues[i + 1]));
    }
    return query.toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
