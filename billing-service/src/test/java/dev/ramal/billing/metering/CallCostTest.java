package dev.ramal.billing.metering;

import static dev.ramal.billing.fixtures.BillingApi.DATABASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ramal.billing.fixtures.BillingApi;
import dev.ramal.billing.fixtures.BillingTest;
import dev.ramal.billing.fixtures.CallEvents;
import dev.ramal.events.CallCostState;
import dev.ramal.events.Event;
import dev.ramal.events.Topics;
import dev.ramal.events.billing.CallCostChanged;
import dev.ramal.testkit.ReceivedRecord;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@BillingTest
class CallCostTest {
  private static final String OF_THE_LEDGER =
      """
      select sum(cost) as cost, sum(price) as price, count(distinct usage_id) as lines
      from ledger_entries
      where tenant = ? and split_part(subject_id, '/', 1) = ? and subject in ('call', 'recording')
      """;

  @DisplayName("BILL-334 what a call costs is told whole with each change, and is the ledger's sum")
  @Test
  void shouldTellWhatACallCosts() {
    // Given
    CallEvents call = CallEvents.of(Tenants.AURORA, "2033-08-10T15:00:00Z");
    CallEvents other =
        new CallEvents(
            Tenants.BOREAL, call.callId(), call.startedAt(), "agent-1", null, call.lead());
    Event<?> ended = call.ended(0, "mobile", 37, "softphone", 1);
    Event<?> again = call.ended(1, "mobile", 61, "softphone", 1);

    // When
    List<ReceivedRecord> told;
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      topics.send(ended);
      topics.send(ended);
      awaitVersion(topics, call, 1);
      topics.send(other.ended(0, "landline", 51));
      topics.send(call.transcribed("r-1", 90));
      awaitVersion(topics, call, 2);
      topics.send(call.costed("0.013", "USD"));
      awaitVersion(topics, call, 3);
      topics.send(again);
      topics.send(ended);
      awaitVersion(topics, call, 4);
      awaitVersion(topics, other, 1);
      told = topics.all(Tenants.AURORA, CallCostChanged.class);
    }

    // Then
    List<ReceivedRecord> ofCall =
        told.stream().filter(one -> call.callId().equals(one.subject())).toList();
    assertThat(ofCall)
        .extracting(one -> one.data(CallCostChanged.class))
        .extracting(
            CallCostChanged::version,
            CallCostChanged::state,
            CallCostChanged::lines,
            CallCostChanged::estimatedLines,
            CallCostChanged::openLines)
        .containsExactly(
            tuple(1, CallCostState.ESTIMATED, 3, 2, 0),
            tuple(2, CallCostState.ESTIMATED, 4, 2, 0),
            tuple(3, CallCostState.ESTIMATED, 4, 1, 0),
            tuple(4, CallCostState.AMENDED, 4, 1, 0));
    assertThat(ofCall).extracting(ReceivedRecord::key).containsOnly("aurora:" + call.callId());
    assertThat(ofCall.get(0).causation()).isEqualTo(ended.id());
    assertThat(ofCall.get(3).causation()).isEqualTo(again.id());
    CallCostChanged last = ofCall.get(3).data(CallCostChanged.class);
    Map<String, Object> ledger = DATABASE.rows(OF_THE_LEDGER, "aurora", call.callId()).get(0);
    assertThat(last.cost().amount()).isEqualByComparingTo((BigDecimal) ledger.get("cost"));
    assertThat(last.price().amount()).isEqualByComparingTo((BigDecimal) ledger.get("price"));
    assertThat((long) last.lines()).isEqualTo(ledger.get("lines"));
    Map<String, Object> boreals = DATABASE.rows(OF_THE_LEDGER, "boreal", call.callId()).get(0);
    assertThat(stored("boreal", call))
        .isEqualTo("1 2 " + boreals.get("cost") + " " + boreals.get("price"));
  }

  @DisplayName("BILL-337 a call without a tariff is told as open, and whole once there is one")
  @Test
  void shouldTellThatSomethingIsOpen() {
    // Given
    CallEvents call = CallEvents.of(Tenants.BOREAL, "2033-08-11T15:00:00Z");
    CallEvents unanswered = CallEvents.of(Tenants.BOREAL, "2033-08-11T15:00:00Z");
    Event<?> early = unanswered.costed("0.004", "USD");
    List<CallCostChanged> told = new ArrayList<>();

    // When
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      topics.send(early);
      topics.send(call.ended(0, "satellite", 37));
      topics.send(call.inAnother(Tenants.AURORA).ended(0, "mobile", 61));
      told.add(awaitVersion(topics, call, 1));
      topics.send(call.ended(1, "mobile", 37));
      told.add(awaitVersion(topics, call, 2));
      told.add(awaitVersion(topics, call.inAnother(Tenants.AURORA), 1));
    }
    BillingApi.awaitCount("inbox where event_id = ?", 1, early.id());

    // Then
    assertThat(told)
        .extracting(
            CallCostChanged::state,
            CallCostChanged::lines,
            CallCostChanged::openLines,
            cost -> cost.price().amount().toPlainString())
        .containsExactly(
            tuple(CallCostState.ESTIMATED, 1, 1, "0.000000"),
            tuple(CallCostState.ESTIMATED, 2, 0, "0.210000"),
            tuple(CallCostState.ESTIMATED, 2, 0, "0.330000"));
    assertThat(DATABASE.count("call_costs where call_id = ?", unanswered.callId()))
        .as("a price of which nobody knows the use")
        .isZero();
  }

  private static CallCostChanged awaitVersion(TopicProbe topics, CallEvents call, int version) {
    return topics
        .await(
            "version " + version + " of " + call.callId(),
            one ->
                one.is(CallCostChanged.class)
                    && one.tenant().equals(call.tenant())
                    && call.callId().equals(one.subject())
                    && one.data(CallCostChanged.class).version() == version)
        .data(CallCostChanged.class);
  }

  private static String stored(String tenant, CallEvents call) {
    return (String)
        BillingApi.DATABASE.value(
            "select version || ' ' || lines || ' ' || cost || ' ' || price from call_costs"
                + " where tenant = ? and call_id = ?",
            tenant,
            call.callId());
  }
}
