package dev.ramal.billing.metering;

import static dev.ramal.billing.fixtures.BillingApi.DATABASE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.fixtures.BillingTest;
import dev.ramal.billing.fixtures.CallEvents;
import dev.ramal.billing.fixtures.SumsOfTheLedger;
import dev.ramal.events.Event;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.billing.UsageRated;
import dev.ramal.testkit.ReceivedRecord;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@BillingTest
class PostedSetsTest {
  private static final List<TenantId> ORGANIZATIONS =
      List.of(Tenants.AURORA, Tenants.BOREAL, TenantId.of("cedro"));
  private static final int CALLS_OF_EACH = 40;

  /** Postgres takes no such text. */
  private static final String NOT_STORABLE = "soft\u0000phone";

  @DisplayName("BILL-117 facts of three organizations, shuffled, repeated and one poison, in sets")
  @Test
  void shouldPostAsOneByOneWhateverASetHolds() {
    // Given
    List<CallEvents> calls = new ArrayList<>();
    List<Event<?>> facts = new ArrayList<>();
    for (TenantId tenant : ORGANIZATIONS) {
      for (int i = 0; i < CALLS_OF_EACH; i++) {
        CallEvents call = CallEvents.of(tenant, "2034-02-10T15:00:00Z");
        calls.add(call);
        facts.add(call.ended(0, "mobile", 37));
        facts.add(call.ended(1, "landline", 61));
        facts.add(call.costed("0.013", "USD"));
      }
    }
    facts.addAll(facts.subList(0, facts.size() / 3));
    Collections.shuffle(facts, new Random(7));
    CallEvents victim = CallEvents.of(Tenants.AURORA, "2034-02-10T15:00:00Z");
    Event<?> poison = victim.ended(0, "mobile", 37, NOT_STORABLE);
    facts.add(facts.size() / 2, poison);
    String retries = Topics.CALLS + ".billing-service_retry_1000";
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING, retries)) {
      // When
      facts.forEach(topics::send);

      // Then
      long known = facts.stream().map(Event::id).distinct().count() - 1;
      patiently().until(() -> remembered(facts) == known);
      assertThat(calls).allSatisfy(PostedSetsTest::assertPosted);
      assertThat(DATABASE.count("ledger_entries where subject_id = ?", victim.callId())).isZero();
      assertThat(DATABASE.rows(SumsOfTheLedger.THAT_ARE_WRONG)).isEmpty();
      patiently().until(() -> rated(topics).size() == 2 * calls.size());
      assertThat(rated(topics)).doesNotHaveDuplicates();
      patiently()
          .until(() -> topics.all().stream().anyMatch(record -> record.id().equals(poison.id())));
    }
  }

  /** One minute and one second to a landline, 30/6, and the carrier's own cost. */
  private static void assertPosted(CallEvents call) {
    Map<String, Object> sums =
        DATABASE
            .rows(
                "select sum(quantity) as used, sum(billed_quantity) as billed, sum(cost) as cost,"
                    + " sum(price) as price, string_agg(distinct tenant, ' ') as owner"
                    + " from ledger_entries where subject_id = ? and leg = 'lead'",
                call.callId())
            .get(0);
    assertThat(((Number) sums.get("used")).longValue()).isEqualTo(61);
    assertThat(((Number) sums.get("billed")).longValue()).isEqualTo(66);
    assertThat((BigDecimal) sums.get("price")).isEqualByComparingTo("0.165");
    assertThat((BigDecimal) sums.get("cost")).isGreaterThan(new BigDecimal("0.066"));
    assertThat(sums.get("owner")).isEqualTo(call.tenant().value());
  }

  private static List<String> rated(TopicProbe topics) {
    return ORGANIZATIONS.stream()
        .flatMap(tenant -> topics.all(tenant, UsageRated.class).stream())
        .map(ReceivedRecord::subject)
        .toList();
  }

  private static long remembered(List<Event<?>> facts) {
    return DATABASE.count(
        "inbox where consumer = ? and event_id = any(string_to_array(?, ','))",
        CallUsageConsumer.INBOX_ID,
        String.join(",", facts.stream().map(Event::id).distinct().toList()));
  }

  private static org.awaitility.core.ConditionFactory patiently() {
    return Awaitility.await().atMost(Duration.ofSeconds(60));
  }
}
