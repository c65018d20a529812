package dev.ramal.billing.publication;

import static dev.ramal.billing.fixtures.BillingApi.DATABASE;
import static dev.ramal.billing.fixtures.BillingApi.DRAFTS;
import static dev.ramal.billing.fixtures.BillingApi.operator;
import static dev.ramal.billing.fixtures.BillingApi.secondOperator;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.fixtures.BillingApi;
import dev.ramal.billing.fixtures.BillingTest;
import dev.ramal.events.TenantId;
import dev.ramal.testkit.Tenants;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tariffs that are refused for what they say. */
@BillingTest
class TariffRefusalTest {
  private static final String HEAD =
      "id,meter,destination_class,cost_per_unit,cost_connection_fee,cost_currency,price_per_unit\n";

  @DisplayName(
      "BILL-376 a version that states what another of its beginning states is refused, also at one"
          + " time, and nobody else's; a correction takes its place")
  @Test
  void shouldRefuseWhatNoBeginningDecides() {
    // Given
    String rules = HEAD + "marte,number-month,marte,1,,,2\n";
    publish(Tenants.AURORA, file("sobra-1", "2071-01", null, rules));

    // When
    Response refused = draft(Tenants.AURORA, file("sobra-2", "2071-01", null, rules));

    // Then
    refused.then().statusCode(409);
    assertThat(refused.<String>path("code")).isEqualTo("BILLING-0194");
    assertThat(refused.<String>path("version")).isEqualTo("sobra-1");
    assertThat(refused.<List<String>>path("errors.field")).containsExactly("validFrom", "rules[0]");
    assertThat(refused.<String>path("errors[1].message")).contains("marte of sobra-1");
    assertThat(DATABASE.count("tariff_changes where version = 'sobra-2'")).isZero();
    publish(Tenants.BOREAL, file("sobra-2", "2071-01", null, rules));
    publish(Tenants.AURORA, file("sobra-3", "2071-02", null, rules));
    List<String> corrections =
        List.of(
            proposed(Tenants.AURORA, file("sobra-4", "2071-01", "sobra-1", rules)),
            proposed(Tenants.AURORA, file("sobra-5", "2071-01", "sobra-1", rules)));
    List<CompletableFuture<Integer>> atOnce =
        corrections.stream()
            .map(
                path ->
                    CompletableFuture.supplyAsync(
                        () ->
                            secondOperator(Tenants.AURORA)
                                .post(path + "/publish?revision=1")
                                .statusCode()))
            .toList();
    assertThat(atOnce)
        .extracting(CompletableFuture::join)
        .as("of two corrections the second has not seen the first")
        .containsExactlyInAnyOrder(201, 409);
    assertThat(DATABASE.count("tariffs where version in ('sobra-4', 'sobra-5')")).isEqualTo(1);
    assertThat(
            BillingApi.get("davi", "/api/billing/tariffs?limit=200")
                .<String>getList("items.tariff.corrects"))
        .contains("sobra-1");
  }

  @DisplayName("BILL-377 negative amounts and unknown currencies have codes, and name their place")
  @ParameterizedTest
  @ValueSource(strings = {"aurora", "boreal"})
  void shouldNameNegativeAmountsAndUnknownCurrencies(String organization) {
    // Given
    TenantId tenant = TenantId.of(organization);
    String fees =
        """
        {"version": "ruim-1", "validFrom": "2072-01-01T03:00:00Z", "source": "teste", "rules": [
          {"id": "a", "meter": "number-month", "cost": {"perUnit": "1"}, "price": {"perUnit": "-2"}},
          {"id": "b", "meter": "voice-minute",
           "cost": {"perUnit": "1", "connectionFee": "-0.01", "currency": "XQX"},
           "price": {"perUnit": "2"}}]}\
        """;

    // When
    Response negative = operator(tenant).body(fees).post(DRAFTS);
    Response unknown = operator(tenant).body(fees.replace("\"-", "\"")).post(DRAFTS);

    // Then
    negative.then().statusCode(400);
    assertThat(negative.<String>path("code")).isEqualTo("BILLING-0195");
    assertThat(negative.<List<String>>path("errors.field"))
        .containsExactly("rules[0].price.perUnit", "rules[1].cost.connectionFee");
    unknown.then().statusCode(400);
    assertThat(unknown.<String>path("code")).isEqualTo("BILLING-0196");
    assertThat(unknown.<List<String>>path("errors.field"))
        .containsExactly("rules[1].cost.currency");
    assertThat(DATABASE.count("tariff_changes where version = 'ruim-1'")).isZero();
  }

  @DisplayName("BILL-378 so they do in a file, by line and column; of several kinds each is named")
  @ParameterizedTest
  @CsvSource({
    "1,     BRL, -2, BILLING-0195, line 3.price_per_unit",
    "-0.01, BRL, 2,  BILLING-0195, line 3.cost_per_unit",
    "1,     usd, 2,  BILLING-0196, line 3.cost_currency",
    "1,     XQX, 2,  BILLING-0196, line 3.cost_currency",
    "-1,    XQX, 2,  BILLING-0290, line 3.cost_per_unit;line 3.cost_currency",
    "-1e3,  BRL, 2,  BILLING-0290, line 3.cost_per_unit"
  })
  void shouldNameTheCell(String cost, String currency, String price, String code, String places) {
    // Given
    String rules =
        HEAD
            + "a,number-month,marte,1,,,2\nb,voice-minute,,%s,,%s,%s\n"
                .formatted(cost, currency, price);

    // When
    Response refused = draft(Tenants.BOREAL, file("ruim-2", "2072-01", null, rules));

    // Then
    refused.then().statusCode(400);
    assertThat(refused.<String>path("code")).isEqualTo(code);
    assertThat(refused.<List<String>>path("errors.field"))
        .containsExactlyInAnyOrder(places.split(";"));
    assertThat(DATABASE.count("tariff_changes where version = 'ruim-2'")).isZero();
  }

  private static String proposed(TenantId tenant, Map<String, String> file) {
    Response drafted = draft(tenant, file);
    drafted.then().statusCode(201);
    String path = drafted.header("Location").replaceFirst("^https?://[^/]+", "");
    operator(tenant).post(path + "/propose").then().statusCode(200);
    return path;
  }

  private static void publish(TenantId tenant, Map<String, String> file) {
    secondOperator(tenant)
        .post(proposed(tenant, file) + "/publish?revision=1")
        .then()
        .statusCode(201);
  }

  private static Response draft(TenantId tenant, Map<String, String> file) {
    return operator(tenant).body(file).post(DRAFTS + "/csv");
  }

  private static Map<String, String> file(
      String version, String month, String corrects, String csv) {
    Map<String, String> file = new HashMap<>();
    file.put("version", version);
    file.put("validFrom", month + "-01T03:00:00Z");
    file.put("validTo", "2071-06-01T03:00:00Z".replace("2071", month.substring(0, 4)));
    file.put("source", "teste");
    file.put("csv", csv);
    if (corrects != null) {
      file.put("corrects", corrects);
    }
    return file;
  }
}
