package dev.ramal.billing.metering;

import static dev.ramal.billing.fixtures.BillingApi.amount;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.fixtures.BillingApi;
import dev.ramal.billing.fixtures.BillingTest;
import dev.ramal.billing.fixtures.CallEvents;
import dev.ramal.events.Event;
import dev.ramal.events.Topics;
import dev.ramal.events.billing.UsageAmended;
import dev.ramal.events.billing.UsageRated;
import dev.ramal.events.calls.CallEnded;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.ReceivedRecord;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@BillingTest
class RatedCallTest {
  @DisplayName("BILL-40 a finished call becomes a rated, explained entry and tells the others")
  @Test
  void shouldRateAFinishedCall() {
    // Given
    CallEvents call = CallEvents.of(Tenants.AURORA, "2031-01-10T15:00:00Z");
    Event<CallEnded> ended = call.ended(0, "mobile-sp-rj", 37);
    CallEvents other = call.inAnother(Tenants.BOREAL);

    // When
    ReceivedRecord told;
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      topics.send(other.ended(0, "landline", 61));
      topics.send(ended);
      told =
          topics.await(
              "UsageRated of the lead",
              r ->
                  r.is(UsageRated.class)
                      && r.tenant().equals(Tenants.AURORA)
                      && r.json().contains(call.callId())
                      && "lead".equals(r.data(UsageRated.class).leg()));
    }

    // Then
    assertThat(told.causation()).isEqualTo(ended.id());
    assertThat(told.key()).isEqualTo("aurora");
    UsageRated rated = told.data(UsageRated.class);
    assertThat(rated.billedQuantity()).isEqualTo(42);
    assertThat(rated.month()).isEqualTo("2031-01");
    assertThat(
            Postgres.database("billing")
                .count(
                    "ledger_entries where id::text = ? and usage_id::text = ? and number = 1",
                    rated.entryId(),
                    rated.usageId()))
        .isEqualTo(1);
    Map<String, Object> usage = BillingApi.usage("davi", call.callId(), "lead");
    assertThat(usage.get("id")).isEqualTo(rated.usageId());
    assertThat(usage.get("quantity")).isEqualTo(37);
    assertThat(usage.get("billedQuantity")).isEqualTo(42);
    assertThat(amount(usage.get("price"))).isEqualByComparingTo("0.21");
    assertThat(amount(usage.get("cost"))).isEqualByComparingTo("0.12");
    assertThat(usage.get("tariffVersion")).isEqualTo("referencia-2026.1");
    assertThat((Iterable<?>) usage.get("explanation")).hasSize(5);
    BillingApi.awaitEntries(call.callId(), "lead", 2);
    Map<String, Object> ofOther = BillingApi.usage("fabio", call.callId(), "lead");
    assertThat(ofOther).containsEntry("quantity", 61).containsEntry("billedQuantity", 66);
    assertThat(ofOther.get("id")).isNotEqualTo(rated.usageId());
  }

  @DisplayName("BILL-41 the agent's leg is an entry with a cost and no price")
  @Test
  void shouldCostButNotPriceTheAgentsLeg() {
    // Given
    CallEvents call = CallEvents.of(Tenants.AURORA, "2031-01-11T15:00:00Z");

    // When
    send(
        call.ended(0, "landline", 51, "mobile"),
        call.inAnother(Tenants.BOREAL).ended(0, "landline", 111, "mobile"));
    BillingApi.awaitEntries(call.callId(), "agent", 2);

    // Then
    Map<String, Object> agent = BillingApi.usage("davi", call.callId(), "agent");
    assertThat(agent.get("billedQuantity")).isEqualTo(60);
    assertThat(amount(agent.get("cost"))).isEqualByComparingTo("0.15");
    assertThat(amount(agent.get("price"))).isEqualByComparingTo("0");
    Map<String, Object> ofOther = BillingApi.usage("fabio", call.callId(), "agent");
    assertThat(ofOther.get("billedQuantity")).isEqualTo(120);
    assertThat(amount(ofOther.get("cost"))).isEqualByComparingTo("0.30");
  }

  @DisplayName("BILL-42 the carrier's real price amends the cost with its currency, rate and day")
  @Test
  void shouldAmendTheCostWithTheRealPrice() {
    // Given
    CallEvents call = CallEvents.of(Tenants.BOREAL, "2031-01-12T15:00:00Z");

    // When
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      topics.send(call.costed("0.013", "USD"));
      topics.send(call.ended(0, "mobile", 37));
      topics.send(call.inAnother(Tenants.AURORA).ended(0, "mobile", 37));
      topics.await(
          "UsageAmended", r -> r.is(UsageAmended.class) && r.tenant().equals(Tenants.BOREAL));
    }
    BillingApi.awaitEntries(call.callId(), "lead", 3);

    // Then
    Map<String, Object> usage = BillingApi.usage("fabio", call.callId(), "lead");
    Map<String, Object> ofOther = BillingApi.usage("davi", call.callId(), "lead");
    assertThat(ofOther).containsEntry("costIsReal", false);
    assertThat(amount(ofOther.get("cost"))).isEqualByComparingTo("0.15");
    assertThat(usage.get("costIsReal")).isEqualTo(true);
    assertThat(amount(usage.get("cost"))).isEqualByComparingTo("0.0754");
    assertThat(amount(usage.get("price"))).isEqualByComparingTo("0.21");
    assertThat(usage.get("explanation").toString()).contains("US$ 0,013 × câmbio 5,8");
  }

  @DisplayName("BILL-196 each use of machine detection is metered, costed and explained")
  @Test
  void shouldMeterMachineDetection() {
    // Given
    CallEvents call = CallEvents.of(Tenants.AURORA, "2031-01-14T15:00:00Z");
    CallEvents without = CallEvents.of(Tenants.BOREAL, "2031-01-14T15:00:00Z");
    String uses = "/api/billing/usage?meter=machine-detection&subjectId=";

    // When
    send(call.ended(0, "mobile", 37, "softphone", 1));
    send(call.ended(0, "mobile", 37, "softphone", 1));
    send(call.ended(1, "mobile", 61, "softphone", 1));
    send(without.ended(0, "mobile", 37));
    BillingApi.awaitEntries(call.callId(), "lead", 3);
    BillingApi.awaitEntries(without.callId(), "lead", 1);

    // Then
    List<Map<String, Object>> metered =
        BillingApi.get("davi", uses + call.callId()).getList("items");
    assertThat(metered).hasSize(1);
    assertThat(metered.get(0)).containsEntry("quantity", 1).containsEntry("billedQuantity", 1);
    assertThat(amount(metered.get(0).get("cost"))).isEqualByComparingTo("0.0435");
    assertThat(amount(metered.get(0).get("price"))).isEqualByComparingTo("0.09");
    JsonPath why =
        BillingApi.get("davi", "/api/billing/usage/" + metered.get(0).get("id") + "/explain");
    assertThat(why.get().toString()).contains("Quantidade: 1 chamada.", "US$ 0,0075 por chamada");
    assertThat(BillingApi.get("fabio", uses + without.callId()).getList("items")).isEmpty();
  }

  @DisplayName("BILL-212 each recording that was written down is charged once, as one of its call")
  @Test
  void shouldMeterTranscripts() {
    // Given
    CallEvents call = CallEvents.of(Tenants.AURORA, "2031-01-15T15:00:00Z");
    CallEvents silent = CallEvents.of(Tenants.BOREAL, "2031-01-15T15:00:00Z");
    String uses = "/api/billing/usage?subject=recording&subjectId=";
    Event<?> again = call.transcribed("r-1", 90);

    // When
    send(
        call.transcribed("r-1", 90),
        call.transcribed("r-2", 6),
        silent.transcribed("r-1", null),
        again);
    BillingApi.awaitCount("inbox where event_id = ?", 1, again.id());

    // Then
    String first = call.callId() + "/r-1";
    BillingApi.awaitEntries(first, null, 1);
    BillingApi.awaitEntries(call.callId() + "/r-2", null, 1);
    List<Map<String, Object>> metered = BillingApi.get("davi", uses + first).getList("items");
    assertThat(metered).hasSize(1);
    assertThat(metered.get(0))
        .containsEntry("meter", "transcription-minute")
        .containsEntry("quantity", 90)
        .containsEntry("agentName", "Ana");
    assertThat(amount(metered.get(0).get("cost"))).isEqualByComparingTo("0.75");
    assertThat(amount(metered.get(0).get("price"))).isEqualByComparingTo("1.50");
    JsonPath why =
        BillingApi.get("davi", "/api/billing/usage/" + metered.get(0).get("id") + "/explain");
    assertThat(why.getBoolean("recomputed.matches")).isTrue();
    assertThat(why.get().toString()).contains("sem classe", "Quantidade: 90 segundos");
    assertThat(BillingApi.get("fabio", uses + silent.callId() + "/r-1").getList("items")).isEmpty();
    assertThat(BillingApi.get("fabio", uses + first).getList("items")).isEmpty();
  }

  @DisplayName("BILL-134 a note written on an old call rates nothing again, whatever came since")
  @Test
  void shouldNotRateAnOldCallAgainForANote() {
    // Given
    CallEvents call = CallEvents.of(Tenants.BOREAL, "2031-11-12T15:00:00Z");
    CallEvents other = CallEvents.of(Tenants.AURORA, "2031-11-12T15:00:00Z");
    send(call.ended(0, "mobile", 37));
    BillingApi.awaitEntries(call.callId(), "lead", 1);
    Map<String, Object> free =
        Map.of(
            "version",
            "gratis-" + call.callId(),
            "validFrom",
            "2031-11-01T03:00:00Z",
            "validTo",
            "2031-12-01T03:00:00Z",
            "source",
            "teste",
            "rules",
            List.of(
                Map.of(
                    "id",
                    "gratis",
                    "meter",
                    "voice-minute",
                    "cost",
                    Map.of("perUnit", "0"),
                    "price",
                    Map.of("perUnit", "0"))));
    BillingApi.publish(Tenants.BOREAL, free).then().statusCode(201);
    Event<?> noted = call.ended(1, "mobile", 37);
    Event<?> corrected = call.ended(2, "mobile", 61);

    // When
    send(noted);
    BillingApi.awaitCount("inbox where event_id = ?", 1, noted.id());

    // Then
    BillingApi.awaitEntries(call.callId(), "lead", 1);
    assertThat(amount(BillingApi.usage("fabio", call.callId(), "lead").get("price")))
        .isEqualByComparingTo("0.21");
    send(corrected, other.ended(0, "mobile", 37));
    BillingApi.awaitEntries(call.callId(), "lead", 2);
    BillingApi.awaitEntries(other.callId(), "lead", 1);
    assertThat(amount(BillingApi.usage("davi", other.callId(), "lead").get("price")))
        .as("what is new in another organization, which has no such tariff")
        .isEqualByComparingTo("0.21");
    Map<String, Object> usage = BillingApi.usage("fabio", call.callId(), "lead");
    assertThat(amount(usage.get("price"))).isEqualByComparingTo("0.33");
    assertThat(usage.get("tariffVersion")).isEqualTo("referencia-2026.1");
  }

  @DisplayName(
      "BILL-155 where the tariff says so successive calls are one, and each explains itself")
  @Test
  void shouldJoinSuccessiveCalls() {
    // Given
    CallEvents first = CallEvents.of(Tenants.BOREAL, "2036-06-10T15:00:00Z");
    CallEvents second = CallEvents.of(Tenants.BOREAL, "2036-06-10T15:02:00Z");
    CallEvents between = CallEvents.of(Tenants.AURORA, "2036-06-10T15:01:00Z");
    Map<String, Object> joining =
        Map.of(
            "version",
            "r11-" + first.callId(),
            "validFrom",
            "2036-06-01T03:00:00Z",
            "validTo",
            "2036-07-01T03:00:00Z",
            "source",
            "teste",
            "rules",
            List.of(
                Map.of(
                    "id",
                    "celular",
                    "meter",
                    "voice-minute",
                    "leg",
                    "lead",
                    "increments",
                    Map.of("minimum", 30, "increment", 6),
                    "joinWithin",
                    120,
                    "cost",
                    Map.of("perUnit", "0.12"),
                    "price",
                    Map.of("perUnit", "0.30"))));
    BillingApi.publish(Tenants.BOREAL, joining).then().statusCode(201);
    BillingApi.publish(Tenants.AURORA, joining).then().statusCode(201);

    // When: another organization calls the same number between the two
    send(second.ended(0, "mobile", 20), between.ended(0, "mobile", 20));
    BillingApi.awaitEntries(between.callId(), "lead", 1);
    BillingApi.awaitEntries(second.callId(), "lead", 1);
    send(first.ended(0, "mobile", 20));
    BillingApi.awaitEntries(second.callId(), "lead", 2);

    // Then
    Map<String, Object> before = BillingApi.usage("fabio", first.callId(), "lead");
    Map<String, Object> after = BillingApi.usage("fabio", second.callId(), "lead");
    assertThat(before.get("billedQuantity")).isEqualTo(30);
    assertThat(after.get("billedQuantity")).isEqualTo(12);
    assertThat(amount(after.get("price"))).isEqualByComparingTo("0.06");
    var explained = BillingApi.get("fabio", "/api/billing/usage/" + after.get("id") + "/explain");
    assertThat(explained.getBoolean("recomputed.matches")).isTrue();
    assertThat(explained.getString("steps")).contains("Chamada sucessiva");
    Map<String, Object> ofOther = BillingApi.usage("davi", between.callId(), "lead");
    assertThat(ofOther).containsEntry("billedQuantity", 30).containsEntry("amendments", 0);
  }

  private static void send(Event<?>... events) {
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      for (Event<?> event : events) {
        topics.send(event);
      }
    }
  }
}
