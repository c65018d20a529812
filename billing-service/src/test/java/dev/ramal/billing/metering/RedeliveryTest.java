package dev.ramal.billing.metering;

import static dev.ramal.billing.fixtures.BillingApi.amount;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.fixtures.BillingApi;
import dev.ramal.billing.fixtures.BillingTest;
import dev.ramal.billing.fixtures.CallEvents;
import dev.ramal.events.Event;
import dev.ramal.events.Money;
import dev.ramal.events.Topics;
import dev.ramal.events.billing.UsageAmended;
import dev.ramal.events.billing.UsageRated;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@BillingTest
class RedeliveryTest {
  @DisplayName("BILL-43 every event five times, shuffled, under old and new ids: charged once")
  @Test
  void shouldChargeOnceHoweverOftenAndInWhateverOrderEventsCome() {
    // Given
    List<CallEvents> calls = new ArrayList<>();
    List<CallEvents> ofOther = new ArrayList<>();
    List<Event<?>> delivered = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      CallEvents call = CallEvents.of(Tenants.AURORA, "2031-02-10T15:00:0" + i + "Z");
      calls.add(call);
      Event<?> ended = call.ended(0, "mobile", 31);
      Event<?> corrected = call.ended(1, "mobile", 61);
      delivered.addAll(List.of(ended, ended, ended, corrected, corrected, corrected));
      delivered.addAll(List.of(call.ended(0, "mobile", 31), call.ended(0, "mobile", 31)));
      delivered.addAll(List.of(call.ended(1, "mobile", 61), call.ended(1, "mobile", 61)));
    }
    for (CallEvents call : calls.subList(0, 3)) {
      CallEvents other = call.inAnother(Tenants.BOREAL);
      ofOther.add(other);
      Event<?> ended = other.ended(0, "mobile", 61);
      delivered.addAll(List.of(ended, ended, other.ended(1, "mobile", 31), ended));
    }
    Collections.shuffle(delivered, new Random(7));

    // When
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      delivered.forEach(topics::send);
      delivered.forEach(e -> BillingApi.awaitCount("inbox where event_id = ?", 1, e.id()));
      BillingApi.awaitCount("outbox", 0);
      calls.forEach(call -> assertChargedOnce(call, "davi", "0.33", topics));
      ofOther.forEach(call -> assertChargedOnce(call, "fabio", "0.18", topics));
    }

    // Then
    assertThat(summaryOfFebruary()).isEqualByComparingTo("3.30");
  }

  private static void assertChargedOnce(
      CallEvents call, String user, String price, TopicProbe topics) {
    List<UsageRated> rated =
        topics.all(call.tenant(), UsageRated.class).stream()
            .map(r -> r.data(UsageRated.class))
            .filter(r -> r.subjectId().equals(call.callId()) && r.leg().equals("lead"))
            .toList();
    assertThat(rated).hasSize(1);
    List<UsageAmended> amended =
        topics.all(call.tenant(), UsageAmended.class).stream()
            .map(r -> r.data(UsageAmended.class))
            .filter(a -> a.usageId().equals(rated.get(0).usageId()))
            .toList();
    Money told =
        amended.stream().map(UsageAmended::priceDelta).reduce(rated.get(0).price(), Money::plus);
    assertThat(told).isEqualTo(Money.brl(price));
    assertThat(amount(BillingApi.usage(user, call.callId(), "lead").get("price")))
        .isEqualByComparingTo(price);
  }

  private static BigDecimal summaryOfFebruary() {
    return amount(BillingApi.get("davi", "/api/billing/summary?month=2031-02").getMap("total"));
  }

  @DisplayName("BILL-44 a correction that arrives before what it corrects is the only entry")
  @Test
  void shouldIgnoreTheOriginalAfterItsCorrection() {
    // Given
    CallEvents call = CallEvents.of(Tenants.BOREAL, "2031-02-12T15:00:00Z");
    Event<?> original = call.ended(0, "landline", 37);

    // When: to another organization's of the same id no correction came
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      topics.send(
          call.inAnother(Tenants.AURORA).at("2031-03-12T15:00:00Z").ended(0, "landline", 37));
      topics.send(call.ended(1, "landline", 61));
      topics.send(original);
      BillingApi.awaitCount("inbox where event_id = ?", 1, original.id());
    }

    // Then
    assertThat(
            BillingApi.DATABASE.count(
                "ledger_entries where subject_id = ? and leg = 'lead' and tenant = 'boreal'",
                call.callId()))
        .isEqualTo(1);
    BillingApi.awaitEntries(call.callId(), "lead", 2);
    assertThat(amount(BillingApi.usage("davi", call.callId(), "lead").get("price")))
        .isEqualByComparingTo("0.105");
    assertThat(amount(BillingApi.usage("fabio", call.callId(), "lead").get("price")))
        .isEqualByComparingTo("0.165");
  }
}
