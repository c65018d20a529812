package dev.ramal.billing.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.ramal.billing.fixtures.BillingApi;
import dev.ramal.billing.fixtures.BillingTest;
import dev.ramal.billing.metering.CostEstimateRepository.Wanted;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.paging.ListStatement;
import dev.ramal.testkit.QueryPlan;
import dev.ramal.testkit.StaleStatistics;
import dev.ramal.testkit.Tenants;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@BillingTest
@DisplayName("BILL-416 estimates are found by an index that holds nothing else")
class CostEstimatePlanTest {
  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

  /** Their costs are known. */
  private static final String USES =
      """
      insert into metered_uses (usage_id, tenant, subject, subject_id, meter, status, occurred_at,
        estimated, state)
      select ('00000000-0000-0000-0001-' || lpad(to_hex(n), 12, '0'))::uuid, 'known-' || n %% 8,
        'call', 'known-' || n, 'voice-minute', 'RATED', now() - n * interval '1 minute',
        false,
        '{"realCost": {"amount": "0.1", "currency": "USD"},
          "standing": {"cost": {"amount": "0.5", "currency": "BRL"}}}'
      from generate_series(1, %d) as n
      """;

  private static final String INDEXES_ASKING_FOR =
      """
      pg_index i
      join pg_depend d on d.objid = i.indexrelid and d.refobjid = i.indrelid
      join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
      where i.indrelid = 'metered_uses'::regclass and a.attname = ?
      """;

  static Stream<Arguments> statements() {
    ListStatement list =
        CostEstimateRepository.statement(
            Tenants.AURORA,
            new Wanted(null, null, null, NOW),
            new Cursor(NOW, UUID.randomUUID().toString()),
            51);
    return Stream.of(
        arguments(named("list", list.text()), list.parameters()),
        arguments(
            named("tell", OverdueCostRepository.TELL),
            new Object[] {NOW, "2026-11-30", NOW, "", 50, 1001}),
        arguments(named("end", OverdueCostRepository.END), new Object[] {NOW, NOW}));
  }

  @DisplayName("BILL-441 an update of a line that moves nothing else moves no entry of an index")
  @Test
  void shouldAskForNoStateInAnIndex() {
    // When
    long askingForTheState = BillingApi.DATABASE.count(INDEXES_ASKING_FOR, "state");
    long askingForEstimates = BillingApi.DATABASE.count(INDEXES_ASKING_FOR, "estimated");

    // Then
    assertThat(askingForTheState).isZero();
    assertThat(askingForEstimates).isOne();
  }

  @ParameterizedTest
  @MethodSource("statements")
  void shouldReadEstimatesAlone(String sql, Object[] parameters) {
    try (StaleStatistics known = StaleStatistics.in("billing", Map.of())) {
      // When
      QueryPlan plan =
          known
              .grown("metered_uses", USES)
              .with("analyze metered_uses")
              .with(
                  "insert into estimate_alerts (tenant, day, lines, told_until, raised_at)"
                      + " values ('known-1', '2026-11-01', 1, now(), now())")
              .plan(sql, parameters);

      // Then
      assertThat(plan.scannedWhole()).as("%s", plan).doesNotContain("metered_uses");
      assertThat(plan.indexes()).as("%s", plan).contains("metered_uses_estimated");
    }
  }
}
