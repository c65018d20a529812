package dev.ramal.billing.plans;

import static dev.ramal.billing.fixtures.BillingApi.amount;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.startsWith;

import dev.ramal.billing.fixtures.BillingApi;
import dev.ramal.billing.fixtures.BillingTest;
import dev.ramal.billing.fixtures.CallEvents;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.Topics;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@BillingTest
class PlanTest {
  @DisplayName("BILL-58 minutes of a plan are used up in the order in which calls happened")
  @Test
  void shouldUseUpThePlanInOrderOfOccurrence() {
    // Given
    CallEvents first = CallEvents.of(Tenants.BOREAL, "2098-01-10T15:00:00Z");
    CallEvents second = CallEvents.of(Tenants.BOREAL, "2098-01-11T15:00:00Z");
    choose("essencial", "2098-01").then().statusCode(200);

    // When
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      topics.send(second.ended(0, "mobile", 600));
      BillingApi.awaitEntries(second.callId(), "lead", 1);
      topics.send(first.ended(0, "landline", 299 * 60));
    }
    BillingApi.awaitEntries(first.callId(), "lead", 1);
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      topics.send(second.inAnother(Tenants.AURORA).ended(0, "mobile", 600));
      topics.send(first.inAnother(Tenants.AURORA).ended(0, "landline", 299 * 60));
    }
    BillingApi.awaitEntries(second.callId(), "lead", 2);
    BillingApi.awaitEntries(first.callId(), "lead", 2);

    // Then: the same calls of another organization, which has no plan, follow the tariff
    var ofOther = BillingApi.get("davi", "/api/billing/summary?month=2098-01");
    assertThat(amount(ofOther.getMap("total"))).isEqualByComparingTo("47.85");
    var summary = BillingApi.get("fabio", "/api/billing/summary?month=2098-01");
    assertThat(summary.getInt("plan.usedSeconds")).isEqualTo(18_000);
    assertThat(summary.getInt("plan.overageSeconds")).isEqualTo(540);
    assertThat(amount(summary.getMap("planFee"))).isEqualByComparingTo("149.00");
    assertThat(amount(summary.getMap("usageTotal"))).isEqualByComparingTo("2.70");
    assertThat(amount(summary.getMap("total"))).isEqualByComparingTo("151.70");
    assertThat(amount(summary.getMap("cost"))).isEqualByComparingTo("26.66");
    assertThat(summary.getString("marginPercent")).isEqualTo("82.4");
    assertThat(summary.getList("lines.findAll { it.leg == 'lead' }.destinationClass"))
        .isEqualTo(java.util.List.of("landline", "mobile"));
    Object id = BillingApi.usage("fabio", second.callId(), "lead").get("id");
    var explained = BillingApi.get("fabio", "/api/billing/usage/" + id + "/explain");
    assertThat(explained.getList("steps", String.class))
        .endsWith(
            "Franquia do plano Essencial (2024.1): 600 segundos cobrados, 60 na franquia, 540 além"
                + " dela a R$ 0,30 por minuto; preço devido R$ 2,70.");
    assertThat(explained.getInt("underPlan.includedQuantity")).isEqualTo(60);
    assertThat(amount(explained.getMap("underPlan.due"))).isEqualByComparingTo("2.70");
    assertThat(amount(explained.getMap("price"))).isEqualByComparingTo("3.00");
    assertThat(explained.getBoolean("recomputed.matches")).isTrue();
  }

  @DisplayName("BILL-387 each usage is explained by the plan of its day, before and after a change")
  @Test
  void shouldExplainByThePlanOfTheDay() {
    // Given
    CallEvents before = CallEvents.of(Tenants.BOREAL, "2097-05-10T15:00:00Z");
    CallEvents after = CallEvents.of(Tenants.BOREAL, "2097-05-20T15:00:00Z");
    choose("essencial", "2097-05").then().statusCode(200);
    BillingApi.as("fabio")
        .body(Map.of("plan", "profissional", "fromDay", "2097-05-16"))
        .put("/api/billing/plan")
        .then()
        .statusCode(200);

    // When
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      topics.send(before.ended(0, "mobile", 37));
      topics.send(after.ended(0, "mobile", 37));
      topics.send(after.inAnother(Tenants.AURORA).ended(0, "mobile", 37));
    }
    BillingApi.awaitEntries(before.callId(), "lead", 1);
    BillingApi.awaitEntries(after.callId(), "lead", 2);
    JsonPath first = explained("fabio", before);
    JsonPath second = explained("fabio", after);
    JsonPath ofOther = explained("davi", after);
    BillingApi.DATABASE.execute(
        "delete from plan_assignments where tenant = 'boreal' and from_month = '2097-05'");

    // Then
    assertThat(first.getString("underPlan.code")).isEqualTo("essencial");
    assertThat(first.getString("underPlan.from")).isEqualTo("2097-05-01");
    assertThat(first.getString("underPlan.until")).isEqualTo("2097-05-16");
    assertThat(first.getList("steps", String.class))
        .last()
        .asString()
        .startsWith("Franquia do plano Essencial (2024.1), de 01/05/2097 a 15/05/2097: 42 ");
    assertThat(second.getString("underPlan.code")).isEqualTo("profissional");
    assertThat(second.getString("underPlan.from")).isEqualTo("2097-05-16");
    assertThat(second.getString("underPlan.until")).isEqualTo("2097-06-01");
    assertThat(first.getString("carrierDiscount.version")).isNotBlank();
    assertThat(second.getLong("carrierDiscount.unitsBefore")).isGreaterThanOrEqualTo(42);
    assertThat(first.getMap("price")).isEqualTo(second.getMap("price"));
    assertThat(first.getBoolean("recomputed.matches")).isTrue();
    assertThat(second.getBoolean("recomputed.matches")).isTrue();
    assertThat(ofOther.getMap("underPlan")).as("another organization has no plan").isNull();
    assertThat(ofOther.getMap("price")).isEqualTo(second.getMap("price"));
  }

  private static JsonPath explained(String user, CallEvents call) {
    Object id = BillingApi.usage(user, call.callId(), "lead").get("id");
    return BillingApi.get(user, "/api/billing/usage/" + id + "/explain");
  }

  @DisplayName("BILL-59 a plan is chosen from those there are, for no month that is past")
  @Test
  void shouldRefuseUnknownPlansAndPastMonths() {
    // Given
    String past = "2024-02";

    // When
    var answer = choose("profissional", past);

    // Then
    answer.then().statusCode(422).body("code", equalTo("BILLING-0005"));
    choose("gold", "2098-02")
        .then()
        .statusCode(422)
        .body("code", equalTo("BILLING-0004"))
        .body("errors[0].allowed", hasItems("essencial", "profissional", "enterprise"));
    choose("gold", "soon").then().statusCode(400).body("errors[0].field", equalTo("fromMonth"));
    String today = LocalDate.now(BillingMonth.ZONE).toString();
    fromDay(Map.of("plan", "essencial", "fromDay", today), 422)
        .body("code", equalTo("BILLING-0040"));
    fromDay(Map.of("plan", "essencial", "fromDay", "soon"), 400);
    fromDay(Map.of("plan", "essencial", "fromDay", "2098-02-16", "fromMonth", "2098-02"), 400);
    BillingApi.as("davi")
        .body(Map.of("plan", "gold", "fromMonth", "2098-02"))
        .put("/api/billing/plan")
        .then()
        .statusCode(422);
    assertThat(
            BillingApi.DATABASE.count(
                "plan_assignments where from_month in (?, '2098-02') and tenant in ('aurora',"
                    + " 'boreal')",
                past))
        .as("neither organization has what it may not have")
        .isZero();
  }

  @DisplayName("BILL-138 a month that has begun keeps its plan, unless the operator says otherwise")
  @Test
  void shouldChooseFromNextMonthOn() {
    // Given
    BillingMonth current = BillingMonth.at(Instant.now());
    Map<String, Object> ofOther = BillingApi.get("davi", "/api/billing/plan").getMap("$");

    // When
    var answer = choose("essencial", current.toString());

    // Then
    answer.then().statusCode(422).body("code", equalTo("BILLING-0015"));
    BillingApi.as("fabio")
        .body(Map.of("plan", "essencial"))
        .put("/api/billing/plan")
        .then()
        .statusCode(200)
        .body("month", equalTo(current.next().toString()));
    BillingApi.operator(Tenants.BOREAL)
        .body(Map.of("plan", "profissional", "fromMonth", current.toString()))
        .put("/api/billing/plan")
        .then()
        .statusCode(200)
        .body("plan.code", equalTo("profissional"));
    assertThat(BillingApi.get("davi", "/api/billing/plan").getMap("$")).isEqualTo(ofOther);
    BillingApi.DATABASE.execute(
        "delete from plan_assignments where tenant = 'boreal' and from_month < '2090'");
  }

  @DisplayName("BILL-192 a plan is never ended by a body that does not say so")
  @Test
  void shouldChangeNoPlanByAnEmptyOrMisspeltBody() {
    for (Map<String, Object> body :
        List.<Map<String, Object>>of(Map.of(), Map.of("plano", "x"), Map.of("plan", 5))) {
      // When
      var answer = BillingApi.as("fabio").body(body).put("/api/billing/plan");

      // Then
      answer.then().statusCode(400).body("errors[0].field", startsWith("plan"));
    }
  }

  private static ValidatableResponse fromDay(Map<String, String> choice, int status) {
    return BillingApi.as("fabio")
        .body(choice)
        .put("/api/billing/plan")
        .then()
        .statusCode(status)
        .body("errors[0].field", equalTo("fromDay"));
  }

  private static io.restassured.response.Response choose(String plan, String from) {
    return BillingApi.as("fabio")
        .body(Map.of("plan", plan, "fromMonth", from))
        .put("/api/billing/plan");
  }
}
