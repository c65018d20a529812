package dev.ramal.billing.tariffs;

import static dev.ramal.billing.fixtures.BillingApi.DATABASE;
import static dev.ramal.billing.fixtures.BillingApi.amount;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.ramal.billing.fixtures.BillingApi;
import dev.ramal.billing.fixtures.BillingTest;
import dev.ramal.billing.fixtures.CallEvents;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@BillingTest
class ExchangeRateTest {
  private static final String PATH = "/api/billing/exchange-rates";

  @AfterEach
  void remove() {
    DATABASE.execute("delete from exchange_rates where entered_by = 'nina'");
  }

  @DisplayName("BILL-139 a carrier's price in euros waits for its rate; what is charged does not")
  @Test
  void shouldBringTheCostOnceTheRateIsEntered() {
    // Given
    CallEvents call = CallEvents.of(Tenants.AURORA, "2031-09-10T15:00:00Z");
    CallEvents other = call.inAnother(Tenants.BOREAL);
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      topics.send(call.ended(0, "mobile", 60));
      topics.send(other.ended(0, "mobile", 60));
      BillingApi.awaitEntries(call.callId(), "lead", 2);
      topics.send(call.costed("0.0500", "EUR"));
      topics.send(other.costed("0.0700", "EUR"));
    }
    BillingApi.awaitCount(
        "metered_uses where subject_id = ? and status = 'RATED' and reason is not null",
        2,
        call.callId());
    Map<String, Object> waiting = open("davi", call.callId());

    // When
    BillingApi.operator(null).body(euro("6.40", "2031-09-01")).post(PATH).then().statusCode(201);
    rerate(Tenants.AURORA);
    Map<String, Object> ofOther = open("fabio", call.callId());
    rerate(Tenants.BOREAL);

    // Then
    assertThat(waiting.get("waitingFor")).isEqualTo("exchange-rate");
    assertThat(waiting.get("reason")).isEqualTo("no exchange rate of EUR on that day");
    Map<String, Object> usage = BillingApi.usage("davi", call.callId(), "lead");
    assertThat(amount(usage.get("price"))).isEqualByComparingTo("0.30");
    assertThat(amount(usage.get("cost"))).isEqualByComparingTo("0.32");
    assertThat(usage.get("costIsReal")).isEqualTo(true);
    assertThat(open("davi", call.callId())).isNull();
    assertThat(ofOther).as("nobody asked for in the other organization").isNotNull();
    assertThat(amount(BillingApi.usage("fabio", call.callId(), "lead").get("cost")))
        .isEqualByComparingTo("0.448");
  }

  @DisplayName(
      "BILL-488 a real cost that the carrier has replaced is not called real until its rate is"
          + " known, in one usage and in a page of them")
  @Test
  void shouldCallNoCostRealThatTheCarrierHasReplaced() {
    // Given
    CallEvents call = CallEvents.of(Tenants.AURORA, "2034-09-10T15:00:00Z");
    CallEvents other = call.inAnother(Tenants.BOREAL);
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      for (CallEvents one : List.of(call, other)) {
        topics.send(one.ended(0, "mobile", 60));
        topics.send(one.costed("0.0310", "USD"));
      }
      BillingApi.awaitEntries(call.callId(), "lead", 4);
      Map<String, Object> named = BillingApi.usage("davi", call.callId(), "lead");

      // When
      topics.send(call.at("2034-09-10T15:10:00Z").costed("0.0500", "EUR"));
      BillingApi.awaitCount(
          "metered_uses where subject_id = ? and reason is not null", 1, call.callId());
      Map<String, Object> replaced = BillingApi.usage("davi", call.callId(), "lead");
      Object alone =
          BillingApi.get("davi", "/api/billing/usage/" + named.get("id")).get("costIsReal");
      Map<String, Object> ofOther = BillingApi.usage("fabio", call.callId(), "lead");
      BillingApi.operator(null).body(euro("6.40", "2034-09-01")).post(PATH).then().statusCode(201);
      rerate(Tenants.AURORA);
      Map<String, Object> known = BillingApi.usage("davi", call.callId(), "lead");

      // Then
      assertThat(named.get("costIsReal")).isEqualTo(true);
      assertThat(replaced.get("cost")).as("the ledger is as it was").isEqualTo(named.get("cost"));
      assertThat(List.of(replaced.get("costIsReal"), alone)).containsOnly(false);
      assertThat(ofOther.get("costIsReal")).as("nobody replaced it there").isEqualTo(true);
      assertThat(amount(known.get("cost"))).isEqualByComparingTo("0.32");
      assertThat(known.get("costIsReal")).isEqualTo(true);
    }
  }

  @DisplayName("BILL-140 a rate is entered once, by the operator, and seen by those who see costs")
  @Test
  void shouldEnterARateOnce() {
    // Given
    Map<String, String> euro = euro("6.41", "2032-01-01");
    BillingApi.operator(null).body(euro).post(PATH).then().statusCode(201);

    // When
    var again = BillingApi.operator(null).body(euro("6.99", "2032-01-01")).post(PATH);

    // Then
    again.then().statusCode(409).body("code", equalTo("BILLING-0013"));
    assertThat(BillingApi.get("davi", PATH).getList("items.findAll { it.currency == 'EUR' }.brl"))
        .containsExactly("6.41");
    BillingApi.as("carla").body(euro("1", "2032-02-01")).post(PATH).then().statusCode(403);
  }

  @DisplayName("BILL-161 a rate that was entered wrong is corrected by another version of its day")
  @Test
  void shouldCorrectARate() {
    // Given
    BillingApi.operator(null).body(euro("64.1", "2033-01-01")).post(PATH).then().statusCode(201);
    Map<String, Object> right = new HashMap<>(euro("6.41", "2033-01-01"));
    right.put("corrects", 1);

    // When
    var corrected = BillingApi.operator(null).body(right).post(PATH);

    // Then
    corrected.then().statusCode(201).body("version", equalTo(2), "enteredBy", equalTo("nina"));
    BillingApi.operator(null)
        .body(right)
        .post(PATH)
        .then()
        .statusCode(409)
        .body("code", equalTo("BILLING-0017"));
    assertThat(BillingApi.get("davi", PATH).getList("items.findAll { it.currency == 'EUR' }.brl"))
        .containsExactly("6.41", "64.1");
    CallEvents call = CallEvents.of(Tenants.AURORA, "2033-01-10T15:00:00Z");
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      topics.send(call.ended(0, "mobile", 60));
      topics.send(call.costed("0.0500", "EUR"));
    }
    BillingApi.awaitEntries(call.callId(), "lead", 2);
    assertThat(amount(BillingApi.usage("davi", call.callId(), "lead").get("cost")))
        .isEqualByComparingTo("0.3205");
  }

  @DisplayName("BILL-141 a rate has a form, a currency and a day")
  @ParameterizedTest
  @CsvSource({
    "EUR, 1e1, 2032-03-01, RAMAL-0400, brl",
    "EUR, -1, 2032-03-01, RAMAL-0400, brl",
    "EUR, 0, 2032-03-01, BILLING-0012, brl",
    "EUR, 0.123456789, 2032-03-01, RAMAL-0400, brl",
    "EUR, 1234567890, 2032-03-01, RAMAL-0400, brl",
    "eur, 1, 2032-03-01, RAMAL-0400, currency",
    "XYZ, 1, 2032-03-01, BILLING-0012, currency",
    "BRL, 1, 2032-03-01, BILLING-0012, currency",
    "EUR, 1, soon, RAMAL-0400, from"
  })
  void shouldRefuseWhatIsNoRate(
      String currency, String brl, String from, String code, String field) {
    // Given
    Map<String, String> rate =
        Map.of("currency", currency, "brl", brl, "from", from, "source", "teste");

    // When
    var answer = BillingApi.operator(null).body(rate).post(PATH);

    // Then
    answer
        .then()
        .statusCode(400)
        .body("code", equalTo(code), "errors.field", equalTo(List.of(field)));
  }

  private static Map<String, String> euro(String brl, String from) {
    return Map.of("currency", "EUR", "brl", brl, "from", from, "source", "teste");
  }

  private static void rerate(TenantId organization) {
    BillingApi.operator(organization).post("/api/billing/unrateable/rerate").then().statusCode(200);
  }

  private static Map<String, Object> open(String user, String callId) {
    List<Map<String, Object>> items =
        BillingApi.get(user, "/api/billing/unrateable?limit=200").getList("items");
    return items.stream()
        .filter(item -> callId.equals(item.get("subjectId")) && "lead".equals(item.get("leg")))
        .findFirst()
        .orElse(null);
  }
}
