package dev.ramal.crm.activities;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.crm.activity.FailureKind;
import dev.ramal.crm.fixtures.CrmTest;
import dev.ramal.events.TenantId;
import dev.ramal.kit.jobs.WaitingReasons;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.paging.ListStatement;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.QueryPlan;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** With 60,000 calls of one organization and 15,000 of another, as the service's own role. */
@CrmTest
class SyncPlansTest {
  private static final TenantId MANY = TenantId.of("many-failures");
  private static final int PAGE = 51;

  private static final Postgres CRM = Postgres.database("crm");

  /** Once: what is deleted stays in the indexes until a vacuum, and is walked over. */
  @BeforeAll
  static void fill() {
    fill(MANY.value(), 60_000);
    fill("other-failures", 15_000);
    CRM.execute("analyze activity");
  }

  @AfterAll
  static void clear() {
    CRM.execute("delete from activity where tenant in (?, 'other-failures')", MANY.value());
  }

  @Test
  @DisplayName("CRM-89 a page of failures reads its rows and no others, at whatever depth")
  void shouldReadAPageFromItsPlaceOn() {
    // Given
    Cursor deep = new Cursor(Instant.parse("2026-01-01T05:00:00Z"), "x");

    // When
    QueryPlan first = plan(ActivityStatements.failures(MANY, null, null, PAGE));
    QueryPlan behind = plan(ActivityStatements.failures(MANY, null, deep, PAGE));
    QueryPlan ofKind = plan(ActivityStatements.failures(MANY, FailureKind.NO_DEAL, deep, PAGE));

    // Then
    assertThat(first.indexes()).containsExactly("activity_by_state");
    assertThat(behind.indexes()).containsExactly("activity_by_state");
    assertThat(ofKind.indexes()).containsExactly("activity_failures");
    for (QueryPlan plan : new QueryPlan[] {first, behind, ofKind}) {
      assertThat(plan.scannedWhole()).isEmpty();
      assertThat(plan.removed()).isZero();
      assertThat(plan.pages()).isLessThan(150);
    }
  }

  @Test
  @DisplayName("CRM-90 health counts no farther than it says, however many there are")
  void shouldCountNoFartherThanNeeded() {
    // When
    QueryPlan plan =
        QueryPlan.of(
            "crm",
            MANY.value(),
            ActivityStatements.COUNT,
            MANY.value(),
            ActivityCounts.MOST,
            ActivityCounts.LAST);

    // Then
    assertThat(plan.scannedWhole()).isEmpty();
    assertThat(plan.removed()).isZero();
    assertThat(plan.indexes()).contains("activity_by_state");
  }

  @Test
  @DisplayName("CRM-150 how late notes are is read from the ends of an index")
  void shouldReadTimesFromTheEnds() {
    // When
    QueryPlan plan = QueryPlan.of("crm", MANY.value(), ActivityStatements.TIMES, MANY.value());

    // Then
    assertThat(plan.scannedWhole()).isEmpty();
    assertThat(plan.removed()).isZero();
    assertThat(plan.indexes()).contains("activity_by_state");
    assertThat(plan.pages()).isLessThan(30);
  }

  @Test
  @DisplayName("CRM-163 calls of a contact are read from an index, however many others there are")
  void shouldReadTheCallsOfAContactFromAnIndex() {
    // When
    QueryPlan plan = plan(ActivityStatements.ofContact(MANY, "nobody", null, PAGE));

    // Then
    assertThat(plan.scannedWhole()).isEmpty();
    assertThat(plan.indexes()).containsExactly("activity_of_contact");
    assertThat(plan.removed()).isZero();
  }

  @Test
  @DisplayName("CRM-258 the notes to be verified are read from an index, and no day is sorted")
  void shouldTakeTheNotesToBeVerifiedFromAnIndex() {
    // When
    QueryPlan plan =
        QueryPlan.of(
            "crm",
            "*",
            ActivityStatements.TAKE_UNVERIFIED,
            Instant.now().minus(Duration.ofDays(1)).atOffset(UTC),
            Instant.now().plus(Duration.ofDays(1)).atOffset(UTC),
            20,
            60);

    // Then
    assertThat(plan.scannedWhole()).isEmpty();
    assertThat(plan.indexes()).contains("activity_unverified");
    assertThat(plan.removed()).isZero();
    assertThat(plan.pages()).isLessThan(4_000);
  }

  @Test
  @DisplayName("CRM-265 why notes wait is read from the ends of indexes, however many do")
  void shouldReadWhyNotesWaitFromTheEnds() {
    // Given
    CRM.execute(
        "insert into job_accounts (tenant, account, paused_until) values (?, 'crm', 'infinity')",
        MANY.value());
    CRM.execute(
        "insert into jobs (id, tenant, queue, kind, subject, ordering_key, account, priority,"
            + " payload, state, due_at) select 'plan-' || n, ?, 'crm-notes', 'write-note',"
            + " 'nobody', 'person-' || n, 'crm', 1, '{}', 'WAITING', now() + (n - 8000) * interval"
            + " '1 second' from generate_series(1, 12000) n",
        MANY.value());
    CRM.execute("analyze jobs");

    // When
    QueryPlan plan =
        QueryPlan.of(
            "crm",
            MANY.value(),
            WaitingReasons.READ,
            "crm-notes",
            MANY.value(),
            "crm",
            0,
            WaitingReasons.MOST);
    CRM.execute("delete from jobs where tenant = ?", MANY.value());
    CRM.execute("delete from job_accounts where tenant = ?", MANY.value());

    // Then
    assertThat(plan.scannedWhole()).isEmpty();
    assertThat(plan.indexes()).contains("jobs_waiting", "jobs_order");
    assertThat(plan.pages()).isLessThan(15_000);
  }

  private QueryPlan plan(ListStatement list) {
    return QueryPlan.of("crm", MANY.value(), list.text(), list.parameters());
  }

  /** Two of three have failed, one of those for want of a deal. */
  private static void fill(String tenant, int calls) {
    CRM.execute(
        "insert into activity (id, tenant, subject_id, state, revision, call_json, causation,"
            + " failure_kind, created_at, settled_at)"
            + " select ? || n, ?, 'call-' || n, case n % 3 when 0 then 'synced' else 'failed' end,"
            + " 0, '{}', 'test', case n % 3 when 1 then 'no-deal' when 2 then 'ambiguous' end,"
            + " timestamptz '2026-01-01' + n * interval '1 second', now()"
            + " from generate_series(1, "
            + calls
            + ") n",
        tenant + "-",
        tenant);
  }
}
