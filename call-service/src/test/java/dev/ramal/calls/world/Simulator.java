package dev.ramal.calls.world;

import static io.restassured.RestAssured.given;

import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;

/** Remote control of the carriers' stand-ins. */
public final class Simulator {
  private Simulator() {}

  public static void twilioAccount(String sid, String token, String number) {
    at().body(Map.of("authToken", token, "numbers", List.of(number)))
        .put("/twilio/accounts/" + sid)
        .then()
        .statusCode(200);
  }

  /** Answers the public key. */
  public static String telnyxAccount(String connection, String apiKey, String number) {
    return at().body(Map.of("apiKey", apiKey, "numbers", List.of(number)))
        .put("/telnyx/accounts/" + connection)
        .then()
        .statusCode(200)
        .extract()
        .path("publicKey");
  }

  /**
   * Arms a fault for the next requests.
   *
   * @param kind status, timeout, delay, late, reset or reset-after
   */
  public static void fault(
      String kind, String carrier, String path, int times, Map<String, ?> more) {
    fault("POST", kind, carrier, path, times, more);
  }

  /** Arms a fault for the next requests of a method. */
  public static void fault(
      String method, String kind, String carrier, String path, int times, Map<String, ?> more) {
    Map<String, Object> fault = new HashMap<>(more);
    fault.put("kind", kind);
    fault.put("simulator", carrier);
    fault.put("method", method);
    fault.put("path", path);
    fault.put("times", times);
    at().body(fault).post("/faults").then().statusCode(201);
  }

  public static void noFaults() {
    at().delete("/faults");
  }

  /** Bodies of the POSTs to a path, that mention a text. */
  public static List<String> posts(String carrier, String path, String mentioning) {
    List<Map<String, Object>> all =
        at().get("/requests?simulator=" + carrier).then().extract().jsonPath().getList("$");
    return all.stream()
        .filter(request -> "POST".equals(request.get("method")))
        .filter(request -> String.valueOf(request.get("path")).contains(path))
        .map(request -> String.valueOf(request.get("body")))
        .filter(body -> body.contains(mentioning))
        .toList();
  }

  /** The POSTs that were taken, in their order: path and body of each. */
  public static List<String> posts(String carrier) {
    List<Map<String, Object>> all =
        at().get("/requests?simulator=" + carrier).then().extract().jsonPath().getList("$");
    return all.stream()
        .filter(request -> "POST".equals(request.get("method")))
        .map(request -> (request.get("path") + " " + request.get("body")).replace("%3A", ":"))
        .toList();
  }

  /** Lets the stand-ins' time pass. */
  public static void advance(int seconds) {
    at().body(Map.of("seconds", seconds)).post("/clock/advance").then().statusCode(200);
  }

  /** Sets the stand-ins' clock to real time, as far as it lies behind. */
  public static void catchUp() {
    JsonPath clock = at().get("/clock").then().extract().jsonPath();
    Duration behind =
        Duration.between(
            Instant.parse(clock.getString("simulated")), Instant.parse(clock.getString("real")));
    if (behind.compareTo(Duration.ZERO) > 0) {
      at().body(Map.of("seconds", behind.toMillis() / 1000.0))
          .post("/clock/advance")
          .then()
          .statusCode(200);
    }
  }

  /** The time it is at the stand-ins. */
  public static Instant now() {
    return Instant.parse(at().get("/clock").then().extract().jsonPath().getString("simulated"));
  }

  /** The other party of a leg hangs up. */
  public static void hangUpTelnyx(String callControlId) {
    at().body(Map.of("callControlId", callControlId)).post("/telnyx/hangup").then().statusCode(204);
  }

  private static RequestSpecification at() {
    String control = ConfigProvider.getConfig().getValue("test.simulators", String.class);
    return given()
        .baseUri(control)
        .port(URI.create(control).getPort())
        .contentType("application/json");
  }
}
