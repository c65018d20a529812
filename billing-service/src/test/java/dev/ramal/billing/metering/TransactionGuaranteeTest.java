package dev.ramal.billing.metering;

import static dev.ramal.billing.fixtures.BillingApi.DATABASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ramal.billing.fixtures.BillingApi;
import dev.ramal.billing.fixtures.BillingTest;
import dev.ramal.billing.fixtures.CallEvents;
import dev.ramal.events.Event;
import dev.ramal.events.Topics;
import dev.ramal.events.billing.CallCostChanged;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@BillingTest
class TransactionGuaranteeTest {
  @AfterEach
  void letTheOutboxBe() {
    DATABASE.execute("drop trigger if exists refuse_one on outbox");
    DATABASE.execute("drop function if exists refuse_one()");
  }

  @DisplayName("BILL-45 inbox, usage record, ledger and outbox are written together or not at all")
  @Test
  void shouldNotKeepAnyOfItWhenTheOutboxFails() {
    // Given
    CallEvents call = CallEvents.of(Tenants.AURORA, "2031-03-10T15:00:00Z");
    CallEvents other = CallEvents.of(Tenants.BOREAL, "2031-03-10T15:00:00Z");
    Event<?> ended = call.ended(0, "mobile", 37);
    refuseOutboxRowsAbout(call);

    // When
    try (TopicProbe topics = TopicProbe.on(retries())) {
      topics.send(ended);
      topics.send(other.ended(0, "mobile", 37));
      topics.await("a retry", r -> r.json().contains(call.callId()));
    }

    // Then: and another organization's call is held up by none of it
    BillingApi.awaitEntries(other.callId(), "lead", 1);
    assertThat(DATABASE.count("ledger_entries where subject_id = ?", call.callId())).isZero();
    assertThat(DATABASE.count("metered_uses where subject_id = ?", call.callId())).isZero();
    assertThat(DATABASE.count("call_costs where call_id = ?", call.callId())).isZero();
    assertThat(DATABASE.count("inbox where event_id = ?", ended.id())).isZero();
    try (TopicProbe published = TopicProbe.on(Topics.BILLING)) {
      letTheOutboxBe();
      BillingApi.awaitEntries(call.callId(), "lead", 1);
      BillingApi.awaitCount("outbox", 0);
      assertThat(published.all())
          .filteredOn(record -> record.json().contains(call.callId()))
          .filteredOn(record -> !record.is(CallCostChanged.class))
          .hasSize(2);
      assertThat(published.all(Tenants.AURORA, CallCostChanged.class))
          .extracting(record -> record.data(CallCostChanged.class))
          .filteredOn(cost -> cost.callId().equals(call.callId()))
          .extracting(CallCostChanged::version, CallCostChanged::lines)
          .containsExactly(tuple(1, 2));
    }
    assertThat(DATABASE.count("inbox where event_id = ?", ended.id())).isEqualTo(1);
  }

  private static String retries() {
    return Topics.CALLS + ".billing-service_retry_1000";
  }

  private static void refuseOutboxRowsAbout(CallEvents call) {
    DATABASE.execute(
        """
        create function refuse_one() returns trigger language plpgsql as $$
        begin
          if new.payload like '%%%s%%' then raise exception 'refused by a test'; end if;
          return new;
        end $$
        """
            .formatted(call.callId()));
    DATABASE.execute(
        "create trigger refuse_one before insert on outbox"
            + " for each row execute function refuse_one()");
  }
}
