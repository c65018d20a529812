package dev.ramal.billing;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import dev.ramal.billing.fixtures.BillingTest;
import org.junit.jupiter.api.Test;

@BillingTest
class OpenApiTest {
  @Test
  void shouldDescribeADestinationClassAsAWord() {
    // When
    given()
        .queryParam("format", "json")
        .get("/q/openapi")
        .then()
        // Then
        .statusCode(200)
        .body("components.schemas.DestinationClass.type", equalTo("string"));
  }
}
