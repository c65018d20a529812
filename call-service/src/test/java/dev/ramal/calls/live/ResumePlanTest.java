package dev.ramal.calls.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.QueryPlan;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CallsTest
@DisplayName("CALL-72 a resume reads no more than it may tell")
class ResumePlanTest {
  @BeforeAll
  static void fill() {
    ManyEntries.of("plan-huge", "plan-huge-", 200_000, "100 milliseconds");
    ManyEntries.of("plan-large", "plan-large-", 99_000, "1 second");
    ManyEntries.of("plan-small", "plan-small-", 1_000, "1 minute");
    Postgres.database("calls").execute("vacuum analyze call_news");
  }

  @Test
  void shouldReadTheMinutesThatWereMissed() {
    // When
    QueryPlan plan = resume("plan-huge", null, Duration.ofSeconds(30));

    // Then
    assertThat(plan.indexes()).as("%s", plan).containsExactly("call_news_resume");
    assertThat(plan.removed()).isZero();
    assertThat(plan.pages()).isLessThan(600);
  }

  @Test
  void shouldStopReadingWhereAResumeIsNotWorthIt() {
    // When
    QueryPlan everybodys = resume("plan-huge", null, Duration.ofHours(1));
    QueryPlan own = resume("plan-huge", "agent-7", Duration.ofHours(1));

    // Then
    assertThat(everybodys.indexes()).as("%s", everybodys).containsExactly("call_news_resume");
    assertThat(everybodys.pages()).isLessThan(6_000);
    assertThat(own.indexes()).as("%s", own).containsExactly("call_news_resume");
    assertThat(own.pages()).isLessThan(6_000);
  }

  @Test
  void shouldReadASmallOrganizationsEntriesOnly() {
    // When
    QueryPlan plan = resume("plan-small", "agent-7", Duration.ofMinutes(10));

    // Then
    assertThat(plan.indexes()).as("%s", plan).containsExactly("call_news_resume");
    assertThat(plan.pages()).isLessThan(50);
  }

  private static QueryPlan resume(String tenant, String agentId, Duration away) {
    return QueryPlan.of(
        "calls",
        tenant,
        MissedEntries.SINCE,
        tenant,
        Instant.now().minus(away).minus(MissedEntries.OVERLAP),
        agentId,
        0L,
        "1",
        "1:1:");
  }
}
