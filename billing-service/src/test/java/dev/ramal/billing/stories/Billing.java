package dev.ramal.billing.stories;

import static io.restassured.RestAssured.given;

import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tokens;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** The service as a person or a program meets it. */
public final class Billing {
  public static final Postgres DATABASE = Postgres.database("billing");

  private Billing() {}

  public static RequestSpecification as(String user) {
    return given()
        .header("Authorization", "Bearer " + Tokens.of(user))
        .contentType("application/json");
  }

  public static JsonPath get(String user, String path) {
    return as(user).get(path).then().statusCode(200).extract().jsonPath();
  }

  public static Response post(String user, String path, Object body) {
    return as(user).body(body).post(path);
  }

  /** Waits until the call's leg has so many lines. */
  public static void awaitLines(String subjectId, String leg, int lines) {
    awaitCount(
        "ledger_entries where subject_id = ? and coalesce(leg, '') = ?",
        lines,
        subjectId,
        leg == null ? "" : leg);
  }

  public static void awaitCount(String tableAndWhere, long expected, Object... arguments) {
    Awaitility.await(tableAndWhere)
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> DATABASE.count(tableAndWhere, arguments) == expected);
  }

  /** The rated use of a call's leg or of a message. */
  public static Map<String, Object> usage(String user, String subjectId, String leg) {
    List<Map<String, Object>> items =
        get(user, "/api/billing/usage?subjectId=" + subjectId).getList("items");
    return items.stream()
        .filter(item -> leg == null || leg.equals(item.get("leg")))
        .findFirst()
        .orElseThrow();
  }

  public static BigDecimal amount(Object money) {
    return new BigDecimal((String) ((Map<?, ?>) money).get("amount"));
  }
}
