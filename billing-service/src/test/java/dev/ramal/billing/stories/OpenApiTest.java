package dev.ramal.billing.stories;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import dev.ramal.testkit.RamalServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
    value = RamalServers.class,
    initArgs = @ResourceArg(name = "database", value = "billing"))
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
