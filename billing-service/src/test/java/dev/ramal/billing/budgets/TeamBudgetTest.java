package dev.ramal.billing.budgets;

import static dev.ramal.billing.budgets.BudgetsOfTests.PATH;
import static dev.ramal.billing.budgets.BudgetsOfTests.amount;
import static dev.ramal.billing.budgets.BudgetsOfTests.in;
import static dev.ramal.billing.budgets.BudgetsOfTests.set;
import static dev.ramal.billing.budgets.BudgetsOfTests.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.fixtures.BillingApi;
import dev.ramal.billing.fixtures.BillingTest;
import dev.ramal.billing.fixtures.CallEvents;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.billing.BudgetExhausted;
import dev.ramal.events.billing.BudgetReopened;
import dev.ramal.testkit.MovableClock;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Each call of these is 0.21. */
@BillingTest
class TeamBudgetTest {
  private static final String MONTH = "2053-05";

  @Inject MovableClock clock;

  private final List<String> calls = new ArrayList<>();

  @AfterEach
  void asBefore() {
    clock.reset();
    BudgetsOfTests.forgetAll();
  }

  @DisplayName(
      "BILL-489 who changes teams within a month spends from the one and then from the other, and"
          + " always from the own budget and the organization's; of two organizations")
  @Test
  void shouldCountForTheTeamOfTheMoment() {
    // Given
    clock.stopAt(Instant.parse(MONTH + "-15T15:00:00Z"));
    String own = set("davi", team("Só ana", "10.00", "t-ana"));
    String north = set("davi", team("Norte", "0.60", "t-ana", "t-bia"));
    String south = set("davi", team("Sul", "0.60", "t-caio"));
    String all = set("davi", organization());
    String ofOther = set("fabio", team("Norte", "0.60", "t-ana", "t-bia"));
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      CallEvents first = called(topics, Tenants.AURORA, "t-ana");
      called(topics, Tenants.AURORA, "t-ana");
      called(topics, Tenants.AURORA, "t-bia");
      called(topics, Tenants.BOREAL, "t-ana");
      posted();

      // When
      change(north, team("Norte", "0.60", "t-bia"));
      change(south, team("Sul", "0.60", "t-caio", "t-ana"));

      // Then
      assertThat(standing(north)).as("nobody's history moves").isEqualTo("0.63 0.42 true");
      assertThat(standing(south)).isEqualTo("0.00 -0.42 false");

      // When
      called(topics, Tenants.AURORA, "t-ana");
      called(topics, Tenants.AURORA, "t-bia");
      posted();
      String between = standing(south);
      called(topics, Tenants.AURORA, "t-ana");
      called(topics, Tenants.AURORA, "t-ana");
      posted();
      String spent = standing(south);
      topics.send(first.ended(1, "mobile", 0));
      BillingApi.awaitEntries(first.callId(), "lead", 2);
      change(north, team("Norte", "9.00", "t-bia"));
      BillingApi.awaitCount("outbox", 0);

      // Then
      assertThat(between).isEqualTo("0.21 -0.42 false");
      assertThat(spent).isEqualTo("0.63 -0.42 true");
      assertThat(standing(south)).as("corrected behind the move").isEqualTo("0.42 -0.42 true");
      assertThat(standing(north)).isEqualTo("0.84 0.42 false");
      assertThat(standing(own)).isEqualTo("0.84 0.00 false");
      assertThat(standing(all)).isEqualTo("1.26 0.00 false");
      assertThat(stops(topics, north)).containsExactly("1 [t-ana, t-bia]", "2 [t-bia]");
      assertThat(stops(topics, south)).containsExactly("2 [t-caio, t-ana]");
      assertThat(told(topics, BudgetReopened.class, north)).hasSize(1);
      JsonPath other = in("fabio", ofOther, MONTH);
      assertThat(text(other)).isEqualTo("0.21 0.00 false");
      assertThat(BillingApi.get("davi", PATH + "?name=Sul").getList("items.id"))
          .containsExactly(south);
      assertThat(BillingApi.get("fabio", PATH + "?name=Sul").getList("items")).isEmpty();
      assertThat(other.getInt("version")).isEqualTo(1);
      assertThat(stops(topics, ofOther)).isEmpty();
    }

    // When
    clock.stopAt(Instant.parse("2053-06-01T03:00:00Z"));

    // Then
    assertThat(text(in("davi", south, "2053-06"))).isEqualTo("0.00 0.00 false");
    assertThat(in("davi", south, "2053-06").getList("subjects")).containsExactly("t-caio", "t-ana");
    assertThat(standing(south)).isEqualTo("0.42 -0.42 true");
    assertThat(BudgetsOfTests.wrongSums()).isEmpty();
  }

  /** Calls have followed each other by a minute, so that none is booked with another. */
  private CallEvents called(TopicProbe topics, TenantId organization, String agent) {
    CallEvents call =
        CallEvents.of(organization, MONTH + "-10T15:%02d:00Z".formatted(calls.size()))
            .by(agent, null);
    calls.add(call.callId());
    topics.send(call.ended(0, "mobile", 37));
    return call;
  }

  private void posted() {
    calls.forEach(call -> BillingApi.awaitEntries(call, "lead", 1));
  }

  private static void change(String id, Map<String, Object> budget) {
    BillingApi.as("davi").body(budget).put(PATH + "/" + id).then().statusCode(200);
  }

  /** Spent, carried, and whether it stops. */
  private static String standing(String id) {
    return text(in("davi", id, MONTH));
  }

  private static String text(JsonPath budget) {
    return String.format(
        Locale.ROOT,
        "%.2f %.2f %s",
        amount(budget, "spent"),
        amount(budget, "carried"),
        budget.getBoolean("stopped"));
  }

  private static List<String> stops(TopicProbe topics, String id) {
    return told(topics, BudgetExhausted.class, id).stream()
        .map(BudgetExhausted::budget)
        .map(budget -> budget.version() + " " + budget.subjects())
        .toList();
  }

  private static Map<String, Object> team(String name, String amount, String... agents) {
    return Map.of(
        "name",
        name,
        "scope",
        "agents",
        "subjects",
        List.of(agents),
        "amount",
        amount,
        "hardStop",
        true);
  }

  private static Map<String, Object> organization() {
    Map<String, Object> budget = new HashMap<>();
    budget.put("name", "Todos");
    budget.put("scope", "organization");
    budget.put("amount", "10.00");
    return budget;
  }
}
