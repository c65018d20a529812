package dev.ramal.calls.permission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.events.E164;
import dev.ramal.events.TenantId;
import dev.ramal.kit.database.DatabaseConnections;
import dev.ramal.kit.paging.ListStatement;
import dev.ramal.testkit.QueryPlan;
import dev.ramal.testkit.StaleStatistics;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CallsTest
@DisplayName("CALL-365 what a verdict is judged on is looked up by its key, never searched for")
class PermissionPlansTest {
  private static final String BLOCKED =
      """
      insert into blocked_numbers (tenant, number, source, effective_from, blocked_by, blocked_at)
      select 'plan-' || n %% 4, case when n %% 200 = 0 then '+55' || n || '*'
        else '+5511' || (900000000 + n) end, 'import', now(), 'x', now()
      from generate_series(1, %d) as n
      """;

  @Test
  @DisplayName("CALL-505 entries of one source are listed without reading those of another")
  void shouldListOneSource() {
    // Given
    String manual =
        BLOCKED.replace("'import'", "case when n %% 400 < 4 then 'manual' else 'import' end");
    ListStatement list =
        BlockedNumbers.listed(new TenantId("plan-3"), null, Source.MANUAL, null, 50);

    // When
    QueryPlan plan;
    try (StaleStatistics stale = StaleStatistics.in("calls", DatabaseConnections.LOOK_UP)) {
      plan = stale.grown("blocked_numbers", manual).plan(list.text(), list.parameters());
    }

    // Then
    assertThat(plan.scannedWhole()).as("%s", plan).isEmpty();
    assertThat(plan.removed()).as("%s", plan).isZero();
  }

  @Test
  void shouldLookEverythingUpByItsKey() {
    // Given
    List<String> spellings = PermissionTables.spellings(E164.of("+5511900000003"));

    // When
    QueryPlan plan;
    try (StaleStatistics stale = StaleStatistics.in("calls", DatabaseConnections.LOOK_UP)) {
      plan =
          stale
              .grown("blocked_numbers", BLOCKED)
              .plan(
                  PermissionTables.READ,
                  "plan-3",
                  spellings.toArray(String[]::new),
                  "+5511900000003",
                  "2026-12-02",
                  OffsetDateTime.parse("2026-12-02T12:00:00Z"),
                  0);
    }

    // Then
    assertThat(spellings).hasSize(13).contains("+5511900000003", "+551190000000*", "+5*");
    assertThat(plan.scannedWhole()).as("%s", plan).isEmpty();
    assertThat(plan.removed()).as("%s", plan).isZero();
    assertThat(plan.pages()).as("%s", plan).isLessThan(13 * 4 + 12);
  }
}
