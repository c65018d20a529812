package dev.ramal.billing.rerating;

import static dev.ramal.billing.fixtures.BillingApi.DATABASE;
import static dev.ramal.billing.fixtures.BillingApi.amount;
import static dev.ramal.billing.fixtures.InvoicedOrganization.brl;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.fixtures.BillingApi;
import dev.ramal.billing.fixtures.BillingTest;
import dev.ramal.billing.fixtures.CallEvents;
import dev.ramal.billing.fixtures.InvoicedOrganization;
import dev.ramal.events.Topics;
import dev.ramal.events.billing.UsageAmended;
import dev.ramal.testkit.TopicProbe;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@BillingTest
class ReratingTest {
  private static final String MONTH = "2025-09";
  private static final String CORRECTION =
      """
      {"version": "media-corrigida", "validFrom": "2018-01-01T03:00:00Z", "source": "teste",
       "corrects": "media",
       "rules": [
        {"id": "celular", "meter": "voice-minute", "leg": "lead", "destinationClass": "mobile",
         "increments": {"minimum": 30, "increment": 6},
         "cost": {"perUnit": "0.10"}, "price": {"perUnit": "0.25"}},
        {"id": "agente", "meter": "voice-minute", "leg": "agent", "destinationClass": "softphone",
         "increments": {"minimum": 30, "increment": 6},
         "cost": {"perUnit": "0.00"}, "price": {"perUnit": "0.00"}}]}\
      """;

  @DisplayName(
      "BILL-455 a month is rated again by a corrected tariff: told first, posted once, a credit"
          + " note where it is closed; nothing of another organization")
  @Test
  void shouldRateAMonthAgain() {
    // Given
    InvoicedOrganization one = InvoicedOrganization.called("retarifa-um").calling("0.10", "0.30");
    InvoicedOrganization other =
        InvoicedOrganization.called("retarifa-dois").calling("0.10", "0.30");
    List<String> days = List.of(MONTH + "-10T15:00:00Z", MONTH + "-11T15:00:00Z");
    List<CallEvents> calls = one.calls(days, 60);
    other.calls(days, 60);
    one.call("2025-10-10T15:00:00Z", 60);
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      topics.send(calls.get(0).costed("0.07", "BRL"));
    }
    BillingApi.awaitEntries(calls.get(0).callId(), "lead", 2);
    String invoice = one.close(MONTH).then().statusCode(201).extract().path("id");
    String ofOther = other.close(MONTH).then().statusCode(201).extract().path("id");
    JsonPath before = rerated(one, true);
    BillingApi.publish(one.tenant(), CORRECTION).then().statusCode(201);
    long entries = entries(one);

    // When
    JsonPath told = rerated(one, false);
    long untilThen = entries(one);
    JsonPath posted;
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      posted = rerated(one, true);
      BillingApi.awaitCount("outbox where tenant = ?", 0, one.tenant().value());
      assertThat(topics.all(one.tenant(), UsageAmended.class)).hasSize(2);
    }
    JsonPath again = rerated(one, true);

    // Then
    assertThat(before.getLong("looked")).isZero();
    assertThat(untilThen).isEqualTo(entries);
    for (JsonPath answer : List.of(told, posted)) {
      assertThat(answer.getLong("looked")).isEqualTo(4);
      assertThat(answer.getLong("changed")).isEqualTo(2);
      assertThat(amount(answer.getMap("price"))).isEqualByComparingTo("-0.10");
      assertThat(amount(answer.getMap("cost"))).isZero();
      assertThat(answer.getList("tariffs.tariff")).containsExactly("media-corrigida");
      assertThat(answer.getBoolean("more")).isFalse();
    }
    assertThat(told.getBoolean("applied")).isFalse();
    assertThat(posted.getBoolean("applied")).isTrue();
    assertThat(again.getLong("changed")).isZero();
    assertThat(entries(one)).isEqualTo(entries + 2);
    assertThat(
            DATABASE.count(
                "ledger_entries where tenant = ? and cause = 'rerating' and month = ?",
                one.tenant().value(),
                MONTH))
        .isEqualTo(2);
    JsonPath credit = one.correct(invoice).then().statusCode(201).extract().jsonPath();
    assertThat(credit.getString("kind")).isEqualTo("credit-note");
    assertThat(brl(credit, "statementTotal")).isEqualByComparingTo("-0.10");
    assertThat(one.get("/api/billing/ledger/integrity?month=" + MONTH).getBoolean("intact"))
        .isTrue();
    assertThat(rerated(other, true).getLong("looked")).isZero();
    assertThat(other.correct(ofOther).<String>path("code")).isEqualTo("BILLING-0049");
    assertThat(amount(rerated(one, "2025-10", false).getMap("price")))
        .as("a month of its own")
        .isEqualByComparingTo("-0.05");
  }

  @DisplayName("BILL-456 what is no month, or no wish, is refused by its name")
  @ParameterizedTest
  @CsvSource({
    "2025-13, apply, 400, BILLING-0002",
    "1999-01, apply, 400, BILLING-0016",
    "2025-09, aply,  400, RAMAL-0400"
  })
  void shouldRefuse(String month, String field, int status, String code) {
    // When
    var refused =
        BillingApi.operator(InvoicedOrganization.called("retarifa-um").tenant())
            .body(Map.of(field, true))
            .post("/api/billing/months/" + month + "/rerating");

    // Then
    assertThat(refused.statusCode()).isEqualTo(status);
    assertThat(refused.<String>path("code")).isEqualTo(code);
  }

  private static JsonPath rerated(InvoicedOrganization organization, boolean apply) {
    return rerated(organization, MONTH, apply);
  }

  private static JsonPath rerated(InvoicedOrganization organization, String month, boolean apply) {
    return BillingApi.operator(organization.tenant())
        .body(Map.of("apply", apply))
        .post("/api/billing/months/" + month + "/rerating")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static long entries(InvoicedOrganization organization) {
    return DATABASE.count("ledger_entries where tenant = ?", organization.tenant().value());
  }
}
