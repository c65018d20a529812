package dev.ramal.calls.world;

import static io.restassured.RestAssured.given;

import dev.ramal.testkit.Tokens;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** One connection per organization and carrier, made through the API by its administrator. */
public final class Connections {
  public static final String NUMBER = "+551130001000";
  private static final Map<String, String> MADE = new ConcurrentHashMap<>();

  private Connections() {}

  public static String twilio(String admin) {
    return MADE.computeIfAbsent("twilio " + admin, key -> connectTwilio(admin));
  }

  public static String telnyx(String admin) {
    return MADE.computeIfAbsent("telnyx " + admin, key -> connectTelnyx(admin));
  }

  private static String connectTwilio(String admin) {
    String sid = "AC" + UUID.randomUUID().toString().replace("-", "");
    String token = UUID.randomUUID().toString().replace("-", "");
    Simulator.twilioAccount(sid, token, NUMBER);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("carrier", "twilio");
    body.put("accountSid", sid);
    body.put("authToken", token);
    body.put("numbers", List.of(NUMBER));
    return connect(admin, body);
  }

  private static String connectTelnyx(String admin) {
    String connection =
        "25" + Math.abs(UUID.randomUUID().getMostSignificantBits() % 1_000_000_000L);
    String apiKey = "KEY" + UUID.randomUUID().toString().replace("-", "");
    String publicKey = Simulator.telnyxAccount(connection, apiKey, NUMBER);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("carrier", "telnyx");
    body.put("apiKey", apiKey);
    body.put("publicKey", publicKey);
    body.put("connectionId", connection);
    body.put("messagingProfileId", UUID.randomUUID().toString());
    body.put("numbers", List.of(NUMBER));
    return connect(admin, body);
  }

  private static String connect(String admin, Map<String, Object> body) {
    return given()
        .auth()
        .oauth2(Tokens.of(admin))
        .contentType("application/json")
        .body(body)
        .post("/api/carriers")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }
}
