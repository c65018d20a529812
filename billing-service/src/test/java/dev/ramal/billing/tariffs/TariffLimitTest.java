package dev.ramal.billing.tariffs;

import static dev.ramal.billing.fixtures.BillingApi.DATABASE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.fixtures.BillingApi;
import dev.ramal.billing.fixtures.BillingTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

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

  @DisplayName(
      "BILL-120 an organization has so many tariffs that hold, and those that ended beside")
  @Test
  void shouldRefuseATariffTooMany() {
    // Given
    DATABASE.execute(
        "insert into tariffs (id, tenant, version, valid_from, in_force, document, created_by)"
            + " select gen_random_uuid(), 'boreal', 'limit-' || i, '2099-01-01', true,"
            + "   cast(? as jsonb), 'teste' from generate_series(1, 100) i",
        ONE_MORE.formatted("x"));

    // When
    Response refused =
        BillingApi.as("fabio").body(ONE_MORE.formatted("y")).post("/api/billing/tariffs");

    // Then
    refused.then().statusCode(422);
    assertThat(refused.jsonPath().getString("code")).isEqualTo("BILLING-0011");
    DATABASE.execute("update tariffs set valid_to = '2020-01-01' where version = 'limit-7'");
    BillingApi.as("fabio")
        .body(ONE_MORE.formatted("z"))
        .post("/api/billing/tariffs")
        .then()
        .statusCode(201);
  }
}
