package dev.ramal.calls.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.call.CallStatus;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.ManyCalls;
import dev.ramal.calls.history.CallList.CallFilter;
import dev.ramal.events.TenantId;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.paging.ListStatement;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.QueryPlan;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CallsTest
@DisplayName("CALL-75 a page of the history costs the same however much there is")
class ListPlanTest {
  private static final String HUGE = "list-huge";
  private static final String SMALL = "list-small";

  @BeforeAll
  static void fill() {
    ManyCalls.of(HUGE, "list-huge-", 200_000, "1 minute");
    ManyCalls.of("list-large", "list-large-", 100_000, "1 minute");
    ManyCalls.of(SMALL, "list-small-", 500, "1 day");
    Postgres.database("calls").execute("vacuum analyze calls");
  }

  @Test
  void shouldReadOnePageOfEveryonesCalls() {
    // When
    QueryPlan first = plan(HUGE, filter(null, null, null, null));
    QueryPlan deep = plan(HUGE, filter(null, null, null, behind(Duration.ofDays(120))));
    QueryPlan small = plan(SMALL, filter(null, null, null, null));

    // Then
    assertIsCheap(first);
    assertIsCheap(deep);
    assertIsCheap(small);
  }

  @Test
  void shouldReadOnePageOfOnesOwnCalls() {
    // When
    QueryPlan own = plan(HUGE, filter(null, "agent-7", null, null));
    QueryPlan deep = plan(HUGE, filter(null, "agent-7", null, behind(Duration.ofDays(120))));
    QueryPlan newcomer = plan(HUGE, filter(null, "new", null, null));

    // Then
    assertIsCheap(own);
    assertIsCheap(deep);
    assertIsCheap(newcomer);
  }

  @Test
  void shouldReadOnePageOfAContactsCalls() {
    // When
    QueryPlan contact = plan(HUGE, filter(null, null, "contact-7", null));
    QueryPlan unknown = plan(HUGE, filter(null, null, "nobody", null));

    // Then
    assertIsCheap(contact);
    assertIsCheap(unknown);
  }

  @Test
  void shouldReadOnePageOfCallsThatStandSo() {
    // When
    QueryPlan rare = plan(HUGE, filter(CallStatus.FAILED, null, null, null));
    QueryPlan usual = plan(HUGE, filter(CallStatus.COMPLETED, null, null, null));
    QueryPlan never = plan(HUGE, filter(CallStatus.BUSY, null, null, null));
    QueryPlan open = plan(HUGE, filter(CallStatus.DIALING_UNKNOWN, null, null, null));

    // Then
    assertIsCheap(rare);
    assertIsCheap(usual);
    assertIsCheap(never);
    assertIsCheap(open);
  }

  private static void assertIsCheap(QueryPlan plan) {
    assertThat(plan.scannedWhole()).as("%s", plan).isEmpty();
    assertThat(plan.removed()).as("%s", plan).isLessThan(200);
    assertThat(plan.pages()).as("%s", plan).isLessThan(400);
  }

  private static QueryPlan plan(String tenant, CallFilter filter) {
    ListStatement list = CallList.statement(TenantId.of(tenant), filter, 51);
    return QueryPlan.of("calls", tenant, list.text(), list.parameters());
  }

  private static CallFilter filter(CallStatus status, String agent, String contact, Cursor behind) {
    return new CallFilter(status, agent, contact, null, null, behind);
  }

  private static Cursor behind(Duration ago) {
    return new Cursor(Instant.now().minus(ago), "list-huge-5");
  }
}
