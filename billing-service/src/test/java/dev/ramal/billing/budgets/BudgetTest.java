package dev.ramal.billing.budgets;

import static dev.ramal.billing.budgets.BudgetsOfTests.PATH;
import static dev.ramal.billing.budgets.BudgetsOfTests.amount;
import static dev.ramal.billing.budgets.BudgetsOfTests.in;
import static dev.ramal.billing.budgets.BudgetsOfTests.set;
import static dev.ramal.billing.budgets.BudgetsOfTests.told;
import static dev.ramal.billing.fixtures.BillingApi.DATABASE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.fixtures.BillingApi;
import dev.ramal.billing.fixtures.BillingTest;
import dev.ramal.billing.fixtures.CallEvents;
import dev.ramal.billing.fixtures.MessageEvents;
import dev.ramal.events.Channel;
import dev.ramal.events.Event;
import dev.ramal.events.ReopeningCause;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.events.alerts.AlertResolved;
import dev.ramal.events.billing.BudgetExhausted;
import dev.ramal.events.billing.BudgetReopened;
import dev.ramal.events.billing.BudgetThresholdReached;
import dev.ramal.testkit.MovableClock;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@BillingTest
class BudgetTest {
  @Inject MovableClock clock;
  @Inject EndBudgetMonths endMonths;

  @AfterEach
  void asBefore() {
    clock.reset();
    DATABASE.execute("drop trigger if exists refuse_one on budget_marks");
    DATABASE.execute("drop function if exists refuse_one()");
    BudgetsOfTests.forgetAll();
  }

  @DisplayName("BILL-220 each threshold is told once, by the entry that reached it, within seconds")
  @Test
  void shouldTellEachThresholdOnce() {
    // Given
    String id = set("davi", organization("6.00", true));
    String other = set("fabio", organization("6.00", true));
    List<Event<?>> facts = new ArrayList<>();
    List<CallEvents> calls = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      CallEvents call = CallEvents.of(Tenants.AURORA, "2051-01-10T15:00:00Z");
      calls.add(call);
      facts.add(call.ended(0, "mobile", 37));
      facts.add(call.costed("0.01", "USD"));
      facts.add(MessageEvents.of(Tenants.AURORA, Channel.SMS, "2051-01-11T12:00:00Z").sent(1));
    }
    facts.addAll(facts.subList(0, 20));
    Collections.shuffle(facts, new Random(7));
    Event<?> boreal = CallEvents.of(Tenants.BOREAL, "2051-01-10T15:00:00Z").ended(0, "mobile", 37);
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING, Topics.ALERTS)) {

      // When
      facts.forEach(topics::send);
      topics.send(boreal);
      Instant sent = Instant.now();
      BudgetExhausted exhausted = spent(topics, id, "2051-01");
      Duration until = Duration.between(sent, Instant.now());
      BillingApi.awaitCount("inbox where event_id = ?", 1, boreal.id());
      BillingApi.awaitCount(
          "ledger_entries where tenant = 'aurora' and month = '2051-01' and leg = 'lead'", 48);
      BillingApi.awaitCount("ledger_entries where month = '2051-01' and subject = 'message'", 24);
      topics.send(calls.get(0).ended(1, "mobile", 0));
      BillingApi.awaitEntries(calls.get(0).callId(), "lead", 3);
      topics.send(calls.get(0).ended(2, "mobile", 3600));
      BillingApi.awaitEntries(calls.get(0).callId(), "lead", 4);
      BillingApi.awaitCount("outbox", 0);

      // Then
      assertThat(until).isLessThan(Duration.ofSeconds(5));
      assertThat(exhausted.hardStop()).isTrue();
      assertThat(exhausted.endsAt()).isEqualTo("2051-02-01T03:00:00Z");
      List<BudgetThresholdReached> thresholds =
          told(topics, BudgetThresholdReached.class, id).stream()
              .filter(one -> one.month().equals("2051-01"))
              .toList();
      assertThat(thresholds)
          .extracting(BudgetThresholdReached::percent)
          .containsExactly(50, 80, 100);
      assertThat(told(topics, BudgetExhausted.class, id))
          .filteredOn(one -> one.month().equals("2051-01"))
          .hasSize(1);
      assertThat(thresholds)
          .allSatisfy(
              one ->
                  assertThat(
                          DATABASE.count(
                              "ledger_entries where tenant = 'aurora' and id = cast(? as uuid)"
                                  + " and usage_id = cast(? as uuid) and price > 0",
                              one.entryId(),
                              one.usageId()))
                      .isEqualTo(1));
      assertThat(told(topics, AlertRaised.class, id + " 2051-01"))
          .extracting(AlertRaised::severity)
          .endsWith("critical")
          .doesNotHaveDuplicates();
      JsonPath state = in("davi", id, "2051-01");
      assertThat(amount(state, "spent")).isEqualByComparingTo(ledger("aurora", "2051-01"));
      assertThat(amount(state, "remaining"))
          .isEqualByComparingTo(new BigDecimal("6").subtract(ledger("aurora", "2051-01")));
      assertThat(state.getList("reached.percent")).containsExactly(50, 80, 100);
      assertThat(state.getList("reached.entryId"))
          .containsExactlyElementsOf(
              thresholds.stream().map(BudgetThresholdReached::entryId).toList());
      assertThat(state.getBoolean("stopped")).isTrue();
      assertThat(amount(in("fabio", other, "2051-01"), "spent")).isEqualByComparingTo("0.21");
      BillingApi.as("fabio").get(PATH + "/" + id).then().statusCode(404);
      assertThat(BillingApi.get("fabio", PATH).getList("items.id")).containsExactly(other);
      assertThat(BudgetsOfTests.wrongSums()).isEmpty();
    }
  }

  @DisplayName("BILL-221 a change is judged by what is spent: it stops, lets go, and is no double")
  @Test
  void shouldJudgeChangesByWhatIsSpent() {
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING, Topics.ALERTS)) {
      // Given
      CallEvents call = CallEvents.of(Tenants.AURORA, "2051-02-10T15:00:00Z");
      topics.send(call.ended(0, "mobile", 37));
      BillingApi.awaitEntries(call.callId(), "lead", 1);

      // When
      Map<String, Object> budget = organization("0.20", true);
      budget.put("carrierSwitch", Map.of("atPercent", 80, "prefer", "cheapest"));
      String id = set("davi", budget);
      Response again = BillingApi.post("davi", PATH, budget);
      JsonPath spent = in("davi", id, "2051-02");
      budget.put("amount", "0.42");
      budget.put("version", 1);
      Response raised = put(id, budget);
      Response stale = put(id, budget);
      budget.remove("version");
      Response same = put(id, budget);
      budget.put("amount", "0.21");
      Response lowered = put(id, budget);
      int foreign = BillingApi.as("fabio").delete(PATH + "/" + id).statusCode();
      int withdrawn = BillingApi.as("davi").delete(PATH + "/" + id).statusCode();
      BillingApi.awaitCount("outbox", 0);

      // Then
      assertThat(again.statusCode()).isEqualTo(409);
      assertThat(again.<String>path("budgetId")).isEqualTo(id);
      assertThat(spent.getBoolean("stopped")).isTrue();
      assertThat(spent.getString("preferCarrier")).isEqualTo("cheapest");
      assertThat(spent.getList("reached.entryId")).containsOnlyNulls().hasSize(3);
      assertThat(raised.<Integer>path("version")).isEqualTo(2);
      assertThat(stale.statusCode()).isEqualTo(409);
      assertThat(stale.<String>path("code")).isEqualTo("BILLING-0072");
      assertThat(same.<Integer>path("version")).isEqualTo(2);
      assertThat(lowered.<Integer>path("version")).isEqualTo(3);
      assertThat(List.of(foreign, withdrawn)).containsExactly(404, 204);
      BillingApi.as("davi").get(PATH + "/" + id).then().statusCode(404);
      assertThat(ofFebruary(told(topics, BudgetThresholdReached.class, id)))
          .containsExactly(
              "1 50", "1 80 cheapest", "1 100", "2 50", "3 50", "3 80 cheapest", "3 100");
      assertThat(told(topics, BudgetReopened.class, id))
          .filteredOn(one -> one.month().equals("2051-02"))
          .extracting(BudgetReopened::cause)
          .containsExactly(ReopeningCause.CHANGED, ReopeningCause.DELETED);
      assertThat(told(topics, AlertResolved.class, id + " 2051-02")).hasSize(2);
    }
  }

  @DisplayName("BILL-222 what comes late is judged by the budget of the month it was used in")
  @Test
  void shouldJudgeWhatComesLateByItsOwnMonth() {
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      // Given
      clock.stopAt(Instant.parse("2051-03-15T12:00:00Z"));
      String id = set("davi", organization("0.40", true));
      String other = set("fabio", organization("0.20", true));
      clock.stopAt(Instant.parse("2051-04-10T12:00:00Z"));
      put(id, organization("10.00", true)).then().statusCode(200);
      CallEvents call = CallEvents.of(Tenants.AURORA, "2051-04-01T02:59:59Z");

      // When
      topics.send(call.ended(0, "mobile", 37));
      BudgetThresholdReached reached =
          topics
              .await(
                  "a threshold of March",
                  r -> r.is(BudgetThresholdReached.class) && r.json().contains("2051-03"))
              .data(BudgetThresholdReached.class);
      topics.send(call.ended(1, "mobile", 79));
      BudgetExhausted exhausted = spent(topics, id, "2051-03");

      // Then
      assertThat(reached.month()).isEqualTo("2051-03");
      assertThat(reached.budget().version()).isEqualTo(1);
      assertThat(exhausted.month()).isEqualTo("2051-03");
      assertThat(exhausted.budget().version()).isEqualTo(1);
      assertThat(amount(in("davi", id, "2051-03"), "amount")).isEqualByComparingTo("0.40");
      assertThat(amount(in("davi", id, "2051-04"), "amount")).isEqualByComparingTo("10.00");
      assertThat(amount(in("davi", id, "2051-04"), "spent")).isZero();
      BillingApi.as("davi").get(PATH + "/" + id + "?month=2051-02").then().statusCode(404);
      assertThat(amount(in("fabio", other, "2051-03"), "spent")).isZero();
      assertThat(in("fabio", other, "2051-03").getBoolean("stopped")).isFalse();
    }
  }

  @DisplayName("BILL-223 with the month of São Paulo what a budget held back goes on, told once")
  @Test
  void shouldEndWithTheMonth() {
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING, Topics.ALERTS)) {
      // Given
      clock.stopAt(Instant.parse("2051-05-15T12:00:00Z"));
      String id = set("davi", organization("0.20", true));
      String other = set("fabio", organization("0.20", true));
      CallEvents call = CallEvents.of(Tenants.AURORA, "2051-05-15T15:00:00Z");
      topics.send(call.ended(0, "mobile", 37));
      spent(topics, id, "2051-05");

      // When
      clock.stopAt(Instant.parse("2051-06-01T02:59:59Z"));
      endMonths.round().await().atMost(Duration.ofSeconds(20));
      long before = DATABASE.count("budget_marks where month = '2051-05' and over_at is null");
      clock.stopAt(Instant.parse("2051-06-01T03:00:00Z"));
      endMonths.round().await().atMost(Duration.ofSeconds(20));
      endMonths.round().await().atMost(Duration.ofSeconds(20));
      BudgetReopened reopened = topics.await(BudgetReopened.class, id);
      BillingApi.awaitCount("outbox", 0);

      // Then
      assertThat(before).isEqualTo(3);
      assertThat(reopened.cause()).isEqualTo(ReopeningCause.MONTH_ENDED);
      assertThat(reopened.month()).isEqualTo("2051-05");
      assertThat(told(topics, BudgetReopened.class, id)).hasSize(1);
      assertThat(told(topics, AlertResolved.class, id)).hasSize(1);
      assertThat(told(topics, BudgetReopened.class, other)).isEmpty();
      assertThat(told(topics, AlertResolved.class, other)).isEmpty();
      assertThat(in("davi", id, "2051-06").getBoolean("stopped")).isFalse();
    }
  }

  @DisplayName("BILL-224 agents, agents together and a campaign have budgets, of price or of cost")
  @Test
  void shouldLimitAgentsAndCampaigns() {
    // Given
    String one = set("davi", of("agents", List.of("sdr-1"), "0.20", "price"));
    String team = set("davi", of("agents", List.of("sdr-1", "sdr-2"), "1.00", "price"));
    String campaign = set("davi", of("campaign", List.of("volta"), "1.00", "price"));
    String cost = set("davi", of("agents", List.of("sdr-1"), "1.00", "cost"));
    List<CallEvents> calls =
        List.of(
            CallEvents.of(Tenants.AURORA, "2051-07-10T15:00:00Z").by("sdr-1", "volta"),
            CallEvents.of(Tenants.AURORA, "2051-07-10T15:00:00Z").by("sdr-2", null),
            CallEvents.of(Tenants.AURORA, "2051-07-10T15:00:00Z").by("sdr-3", "volta"),
            CallEvents.of(Tenants.BOREAL, "2051-07-10T15:00:00Z").by("sdr-1", "volta"));

    // When
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      calls.forEach(call -> topics.send(call.ended(0, "mobile", 37)));
      BillingApi.awaitCount("ledger_entries where month = '2051-07' and leg = 'lead'", 4);
      BudgetExhausted exhausted = spent(topics, one, "2051-07");

      // Then
      assertThat(exhausted.budget().subjects()).containsExactly("sdr-1");
      assertThat(exhausted.hardStop()).isFalse();
      assertThat(exhausted.usageId())
          .isEqualTo(BillingApi.usage("davi", calls.get(0).callId(), "lead").get("id"));
    }
    assertThat(amount(in("davi", one, "2051-07"), "spent")).isEqualByComparingTo("0.21");
    assertThat(in("davi", one, "2051-07").getInt("percent")).isEqualTo(105);
    assertThat(amount(in("davi", team, "2051-07"), "spent")).isEqualByComparingTo("0.42");
    assertThat(amount(in("davi", campaign, "2051-07"), "spent")).isEqualByComparingTo("0.42");
    assertThat(amount(in("davi", cost, "2051-07"), "spent"))
        .isEqualByComparingTo(
            (BigDecimal)
                DATABASE.value(
                    "select sum(cost) from ledger_entries where tenant = 'aurora'"
                        + " and month = '2051-07' and agent_id = 'sdr-1'"));
    assertThat(BudgetsOfTests.wrongSums()).isEmpty();
  }

  @DisplayName("BILL-225 a budget that cannot be is refused, each field named with what is allowed")
  @Test
  void shouldNameBadFields() {
    // Given
    Map<String, Object> bad = new HashMap<>();
    bad.put("scope", "agents");
    bad.put("name", "x");
    bad.put("amount", "0.00");
    bad.put("thresholds", List.of(50, 50, 2000));
    bad.put("carrierSwitch", Map.of("atPercent", 70, "prefer", "pombo"));

    // When
    Response fields = BillingApi.post("davi", PATH, bad);
    Response negative = BillingApi.post("davi", PATH, organization("-1.00", false));
    Map<String, Object> named = organization("1.00", false);
    named.put("subjects", List.of("agent-1"));
    Response subjects = BillingApi.post("davi", PATH, named);
    Response month = BillingApi.as("davi").get(PATH + "?month=junho");
    Response unknown = put("00000000-0000-7000-8000-000000000000", organization("1.00", false));

    // Then
    assertThat(fields.statusCode()).isEqualTo(400);
    assertThat(fields.<String>path("code")).isEqualTo("BILLING-0074");
    assertThat(fields.<List<String>>path("errors.field"))
        .containsExactlyInAnyOrder(
            "subjects", "amount", "thresholds", "carrierSwitch.atPercent", "carrierSwitch.prefer");
    assertThat(
            fields.<List<String>>path("errors.find { it.field == 'carrierSwitch.prefer' }.allowed"))
        .contains("cheapest", "twilio", "telnyx");
    assertThat(negative.<List<String>>path("errors.field")).containsExactly("amount");
    assertThat(subjects.<List<String>>path("errors.field")).containsExactly("subjects");
    assertThat(month.<String>path("code")).isEqualTo("BILLING-0002");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(DATABASE.count("budget_versions")).isZero();
  }

  @DisplayName("BILL-226 what reached a budget and what is told of it are written together or not")
  @Test
  void shouldPostNothingWhenItCannotTell() {
    // Given
    String id = set("davi", organization("0.20", true));
    CallEvents call = CallEvents.of(Tenants.AURORA, "2051-08-10T15:00:00Z");
    CallEvents other = call.inAnother(Tenants.BOREAL);
    DATABASE.execute(
        "create function refuse_one() returns trigger language plpgsql as $$ begin raise exception"
            + " 'refused by a test'; end $$");
    DATABASE.execute(
        "create trigger refuse_one before insert on budget_marks"
            + " for each row execute function refuse_one()");
    String retries = Topics.CALLS + ".billing-service_retry_1000";
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING, retries)) {

      // When
      topics.send(call.ended(0, "mobile", 37));
      topics.send(other.ended(0, "mobile", 37));
      topics.await("a retry", r -> r.topic().equals(retries) && r.json().contains(call.callId()));
      BillingApi.awaitEntries(other.callId(), "lead", 1);

      // Then
      assertThat(
              DATABASE.count(
                  "ledger_entries where subject_id = ? and tenant = 'aurora'", call.callId()))
          .isZero();
      assertThat(
              DATABASE.count(
                  "month_spend where month = '2051-08' and price <> 0 and tenant = 'aurora'"))
          .isZero();
      DATABASE.execute("drop trigger refuse_one on budget_marks");
      spent(topics, id, "2051-08");
      BillingApi.awaitEntries(call.callId(), "lead", 2);
      assertThat(topics.all(Tenants.BOREAL, BudgetExhausted.class)).isEmpty();
      assertThat(told(topics, BudgetExhausted.class, id))
          .filteredOn(one -> one.month().equals("2051-08"))
          .hasSize(1);
    }
  }

  private static BudgetExhausted spent(TopicProbe topics, String id, String month) {
    return topics
        .await(
            id + " is spent in " + month,
            r ->
                r.is(BudgetExhausted.class)
                    && id.equals(r.subject())
                    && r.data(BudgetExhausted.class).month().equals(month))
        .data(BudgetExhausted.class);
  }

  private static Map<String, Object> organization(String amount, boolean hardStop) {
    Map<String, Object> budget = new HashMap<>();
    budget.put("name", "Todo mês");
    budget.put("scope", "organization");
    budget.put("amount", amount);
    budget.put("hardStop", hardStop);
    return budget;
  }

  private static Map<String, Object> of(
      String scope, List<String> subjects, String amount, String measure) {
    return Map.of(
        "name",
        scope + subjects,
        "scope",
        scope,
        "subjects",
        subjects,
        "amount",
        amount,
        "measure",
        measure);
  }

  private static Response put(String id, Map<String, Object> budget) {
    return BillingApi.as("davi").body(budget).put(PATH + "/" + id);
  }

  private static BigDecimal ledger(String tenant, String month) {
    return (BigDecimal)
        DATABASE.value(
            "select sum(price) from ledger_entries where tenant = ? and month = ?", tenant, month);
  }

  private static List<String> ofFebruary(List<BudgetThresholdReached> told) {
    return told.stream()
        .filter(one -> one.month().equals("2051-02"))
        .map(
            one ->
                (one.budget().version()
                        + " "
                        + one.percent()
                        + " "
                        + (one.preferCarrier() == null ? "" : one.preferCarrier()))
                    .strip())
        .toList();
  }
}
