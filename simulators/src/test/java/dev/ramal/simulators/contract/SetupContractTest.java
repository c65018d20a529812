package dev.ramal.simulators.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.simulators.SimulatorHost;
import dev.ramal.simulators.Simulators;
import dev.ramal.simulators.fixtures.Http;
import dev.ramal.simulators.telnyx.accounts.TelnyxAccount;
import dev.ramal.simulators.twilio.accounts.TwilioAccount;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked in setting up, against the documents that the carriers publish. */
@EnabledIf("present")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SetupContractTest {
  private static final String ACCOUNT = "/2010-04-01/Accounts/{AccountSid}";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final JsonObject TEMPLATE =
      new JsonObject()
          .put("language", "pt_BR")
          .put("types", new JsonObject().put("twilio/text", new JsonObject().put("body", "Olá")));

  private SimulatorHost host;
  private TwilioAccount twilio;
  private Http twilioApi;
  private Http telnyxApi;

  static boolean present() {
    return Contracts.present();
  }

  @BeforeAll
  void start() {
    host = Simulators.start();
    twilio = host.twilio().register(TwilioAccount.create("+551140000000"));
    twilioApi = Http.basic(host.twilio().baseUrl(), twilio.sid(), twilio.authToken());
    TelnyxAccount telnyx = host.telnyx().register(TelnyxAccount.create("+551140028922"));
    telnyxApi = Http.bearer(host.telnyx().baseUrl(), telnyx.apiKey());
  }

  @AfterAll
  void stop() {
    host.stop();
  }

  @ParameterizedTest
  @DisplayName("SIM-133 take every field of the form that Twilio publishes")
  @CsvSource({
    "/Applications.json,,",
    "/Keys.json,,",
    "/IncomingPhoneNumbers.json, PhoneNumber, +1212555001",
  })
  void shouldTakeEveryFieldOfTheForm(String path, String needed, String beginning) {
    // Given
    JsonNode fields =
        twilioContract()
            .at("/paths")
            .get(ACCOUNT + path)
            .at("/post/requestBody/content")
            .get(FORM)
            .at("/schema/properties");
    Set<String> refused = new TreeSet<>();
    int[] n = {0};

    // When
    fields
        .fieldNames()
        .forEachRemaining(
            name -> {
              String value = sample(name, fields.get(name));
              String number = beginning + n[0]++ % 10;
              Http.Got answer =
                  needed == null || name.equals(needed) || name.equals("AreaCode")
                      ? twilioApi.form(mine(path), name, value)
                      : twilioApi.form(mine(path), needed, number, name, value);
              if (answer.text().contains("Unknown parameter")) {
                refused.add(name);
              }
            });

    // Then
    assertThat(refused).isEmpty();
    assertThat(n[0]).isPositive();
  }

  @ParameterizedTest
  @DisplayName("SIM-134 show the fields that Twilio publishes, and no others")
  @CsvSource({
    "/2010-04-01/Accounts.json,                                         accounts",
    "/2010-04-01/Accounts/{AccountSid}/Balance.json,                    ''",
    "/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers.json,       incoming_phone_numbers",
    "/2010-04-01/Accounts/{AccountSid}/Applications.json,               applications",
    "/2010-04-01/Accounts/{AccountSid}/Keys.json,                       keys",
    "/2010-04-01/Accounts/{AccountSid}/Usage/Records.json,              usage_records",
    "/2010-04-01/Accounts/{AccountSid}/AvailablePhoneNumbers.json,      countries",
    "/2010-04-01/Accounts/{AccountSid}/AvailablePhoneNumbers/{CountryCode}/Local.json,"
        + " available_phone_numbers",
    "/v1/Content,                                                       contents"
  })
  void shouldShowWhatTwilioPublishes(String path, String list) {
    // Given
    twilioApi.form(mine("/Applications.json"), "FriendlyName", "a");
    twilioApi.form(mine("/Keys.json"), "FriendlyName", "k");
    twilioApi.post("/v1/Content", TEMPLATE);
    JsonNode contract = twilioContract();
    JsonNode schema =
        resolved(
            contract,
            contract
                .at("/paths")
                .get(path)
                .at("/get/responses/200/content/application~1json/schema"));

    // When
    JsonObject answer =
        twilioApi
            .get(path.replace("{AccountSid}", twilio.sid()).replace("{CountryCode}", "BR"))
            .json();

    // Then
    JsonObject shown = list.isEmpty() ? answer : answer.getJsonArray(list).getJsonObject(0);
    JsonNode published =
        list.isEmpty() ? schema : resolved(contract, property(contract, schema, list).get("items"));
    assertThat(new TreeSet<>(shown.fieldNames())).isEqualTo(names(contract, published));
  }

  @ParameterizedTest
  @DisplayName("SIM-135 show the fields that Telnyx publishes, and no others")
  @CsvSource({
    "/available_phone_numbers, available_phone_numbers?filter%5Bcountry_code%5D=BR, ''",
    "/number_orders, number_orders, ''",
    "/phone_numbers, phone_numbers, ''",
    "/messaging_profiles, messaging_profiles, v1_secret",
    "/call_control_applications, call_control_applications, ''",
    "/balance, balance, ''"
  })
  void shouldShowWhatTelnyxPublishes(String path, String asked, String secret) {
    // Given
    telnyxApi.post(
        "/number_orders",
        new JsonObject()
            .put(
                "phone_numbers",
                new JsonArray().add(new JsonObject().put("phone_number", "+551135500001"))));
    JsonNode contract = Contracts.json("telnyx/telnyx-openapi-subset-mit-2025-08.json");
    JsonNode ok = resolved(contract, contract.at("/paths").get(path).at("/get/responses/200"));
    JsonNode schema =
        property(contract, resolved(contract, ok.at("/content/application~1json/schema")), "data");
    JsonNode published = schema.has("items") ? resolved(contract, schema.get("items")) : schema;

    // When
    Object data = telnyxApi.get("/" + asked).json().getValue("data");

    // Then
    JsonObject shown = data instanceof JsonArray array ? array.getJsonObject(0) : (JsonObject) data;
    Set<String> names = names(contract, published);
    names.remove(secret);
    Set<String> told = new TreeSet<>(shown.fieldNames());
    told.remove("call_cost_in_webhooks");
    assertThat(told).isEqualTo(names);
  }

  private static String sample(String name, JsonNode field) {
    if (field.has("enum")) {
      return field.get("enum").get(0).asText();
    }
    return name.endsWith("Url") || name.endsWith("Callback") ? "http://localhost:9/x" : "1";
  }

  private String mine(String path) {
    return ACCOUNT.replace("{AccountSid}", twilio.sid()) + path;
  }

  private static JsonNode twilioContract() {
    return Contracts.json("twilio/twilio-openapi-subset.json");
  }

  private static JsonNode property(JsonNode contract, JsonNode schema, String name) {
    return resolved(contract, schema.at("/properties/" + name));
  }

  private static JsonNode resolved(JsonNode contract, JsonNode schema) {
    return schema.has("$ref")
        ? resolved(contract, contract.at(schema.get("$ref").asText().substring(1)))
        : schema;
  }

  private static Set<String> names(JsonNode contract, JsonNode schema) {
    Set<String> names = new TreeSet<>();
    schema.path("properties").fieldNames().forEachRemaining(names::add);
    schema.path("allOf").forEach(part -> names.addAll(names(contract, resolved(contract, part))));
    return names;
  }
}
