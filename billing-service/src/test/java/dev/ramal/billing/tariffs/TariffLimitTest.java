package dev.ramal.billing.tariffs;

import static dev.ramal.billing.fixtures.BillingApi.DATABASE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.fixtures.BillingApi;
import dev.ramal.billing.fixtures.BillingTest;
import dev.ramal.testkit.Tenants;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@BillingTest
class TariffLimitTest {
  private static final String ONE_MORE =
      """
      {"version": "limit-%s", "validFrom": "2099-01-01T03:00:00Z", "source": "teste",
       "rules": [{"id": "any", "meter": "number-month",
         "cost": {"perUnit": "1"}, "price": {"perUnit": "2"}}]}
      """;

  @AfterEach
  void remove() {
    DATABASE.execute("delete from tariffs where version like 'limit-%'");
  }

  @DisplayName("BILL-136 amounts and increments have a form and a range")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"perUnit\": \"1e3\"",
        "\"perUnit\": \"-1\"",
        "\"perUnit\": \"1234567890\"",
        "\"perUnit\": \"0.1234567890\"",
        "\"perUnit\": \"NaN\"",
        "\"perUnit\": \"1\", \"connectionFee\": \"1E+2\""
      })
  void shouldRefuseAmountsWithoutForm(String amount) {
    // Given
    String tariff = ONE_MORE.formatted("form").replace("\"perUnit\": \"2\"", amount);

    // When
    Response refused = BillingApi.publish(Tenants.BOREAL, tariff);

    // Then
    refused.then().statusCode(400);
    assertThat(refused.asString()).contains("rules[0].price");
    assertThat(DATABASE.count("tariffs where version = 'limit-form'")).isZero();
    String tooLong =
        ONE_MORE
            .formatted("form")
            .replace("\"cost\"", "\"increments\": {\"increment\": 9000000000}, \"cost\"");
    BillingApi.publish(Tenants.BOREAL, tooLong).then().statusCode(400);
  }

  @DisplayName("BILL-137 prices are the operator's, for the organization that is named")
  @Test
  void shouldLeavePricesToTheOperator() {
    // Given
    String tariff = ONE_MORE.formatted("own");

    // When
    Response byItsAdmin = BillingApi.as("bia").body(tariff).post("/api/billing/tariffs");

    // Then
    byItsAdmin.then().statusCode(403);
    BillingApi.publish(null, tariff).then().statusCode(400);
    BillingApi.publish(Tenants.BOREAL, tariff).then().statusCode(201);
    assertThat(
            BillingApi.get("bia", "/api/billing/tariffs?limit=200").getList("items.tariff.version"))
        .contains("limit-own");
    assertThat(
            BillingApi.get("carla", "/api/billing/tariffs?limit=200")
                .getList("items.tariff.version"))
        .doesNotContain("limit-own");
  }

  @DisplayName(
      "BILL-120 an organization has so many tariffs that hold, and those that ended beside")
  @Test
  void shouldRefuseATariffTooMany() {
    // Given
    DATABASE.execute(
        "insert into tariffs (id, tenant, version, valid_from, in_force, document, created_by)"
            + " select gen_random_uuid(), 'boreal', 'limit-' || i, '2099-01-01', true,"
            + "   cast(? as jsonb), 'teste' from generate_series(1, 100 - (select count(*)::int"
            + "     from tariffs where tenant = 'boreal' and in_force"
            + "     and (valid_to is null or valid_to > now()))) i",
        ONE_MORE.formatted("x"));

    // When
    Response refused = BillingApi.publish(Tenants.BOREAL, ONE_MORE.formatted("y"));

    // Then
    refused.then().statusCode(422);
    assertThat(refused.jsonPath().getString("code")).isEqualTo("BILLING-0011");
    BillingApi.publish(Tenants.AURORA, ONE_MORE.formatted("aurora")).then().statusCode(201);
    DATABASE.execute("update tariffs set valid_to = '2020-01-01' where version = 'limit-7'");
    Response repeated = BillingApi.publish(Tenants.BOREAL, ONE_MORE.formatted("8"));
    repeated.then().statusCode(409);
    assertThat(repeated.jsonPath().getString("code")).isEqualTo("BILLING-0006");
    BillingApi.publish(
            Tenants.BOREAL,
            ONE_MORE.formatted("c").replace("\"source\"", "\"inForce\": false, \"source\""))
        .then()
        .statusCode(201);
    BillingApi.publish(Tenants.BOREAL, ONE_MORE.formatted("z")).then().statusCode(201);
  }
}
