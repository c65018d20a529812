package dev.ramal.calls.world;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import dev.ramal.testkit.Tokens;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The API as a user of an organization. */
public record CallApi(String username, String organization) {

  public static CallApi as(String username) {
    return new CallApi(username, null);
  }

  public static CallApi as(String username, String organization) {
    return new CallApi(username, organization);
  }

  public RequestSpecification request() {
    RequestSpecification request =
        given().auth().oauth2(Tokens.of(username)).contentType("application/json");
    return organization == null ? request : request.header("X-Org-Id", organization);
  }

  public Response dial(Map<String, ?> body, String key) {
    RequestSpecification request = request().body(body);
    return (key == null ? request : request.header("Idempotency-Key", key)).post("/api/calls");
  }

  /** A call that was taken; answers its id. */
  public String dials(Map<String, ?> body) {
    return dial(body, UUID.randomUUID().toString()).then().statusCode(201).extract().path("id");
  }

  public Response call(String id) {
    return request().get("/api/calls/" + id);
  }

  public String status(String id) {
    return call(id).then().statusCode(200).extract().path("status");
  }

  public void awaitStatus(String id, String status) {
    await("call " + id + " is " + status)
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> status(id), status::equals);
  }

  /** Waits until the carrier has taken a leg; answers its handle. */
  public String awaitLeg(String id, String leg) {
    return await(leg + " leg of " + id)
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> handle(id, leg), handle -> handle != null);
  }

  private String handle(String id, String leg) {
    List<String> handles =
        call(id).jsonPath().getList("legs.findAll { it.leg == '" + leg + "' }.carrierCallId");
    return handles.isEmpty() ? null : handles.get(0);
  }
}
