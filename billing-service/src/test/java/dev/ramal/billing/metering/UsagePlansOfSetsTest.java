package dev.ramal.billing.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.ramal.billing.fixtures.BillingTest;
import dev.ramal.billing.ledger.Attribution;
import dev.ramal.billing.ledger.UsageKey;
import dev.ramal.billing.metering.UsageFact.Used;
import dev.ramal.billing.rating.Meter;
import dev.ramal.billing.rating.Samples;
import dev.ramal.events.TenantId;
import dev.ramal.kit.database.DatabaseConnections;
import dev.ramal.testkit.QueryPlan;
import dev.ramal.testkit.StaleStatistics;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@BillingTest
@DisplayName("BILL-190 a set reads its own usage, whatever Postgres believes of the tables")
class UsagePlansOfSetsTest {
  private static final String USES =
      """
      insert into metered_uses (usage_id, tenant, subject, subject_id, meter, status, state)
      select ('00000000-0000-0000-0000-' || lpad(to_hex(n), 12, '0'))::uuid, 'plan-' || n %% 8,
        'call', 'plan-' || n, 'voice-minute', 'RATED', '{}'
      from generate_series(1, %d) as n
      """;

  static Stream<Arguments> statements() {
    UUID[] ids = IntStream.range(0, 64).mapToObj(n -> new UUID(0, n * 300)).toArray(UUID[]::new);
    List<Used> calls =
        IntStream.range(0, 16)
            .mapToObj(n -> "plan-" + n % 8)
            .map(
                tenant ->
                    new Used(
                        new UsageKey(
                            TenantId.of(tenant), UsageKey.CALL, tenant, "lead", Meter.VOICE_MINUTE),
                        0,
                        Samples.leadCall("mobile", 1).until(Samples.NOVEMBER),
                        Attribution.UNKNOWN))
            .toList();
    return Stream.of(
        arguments(named("lock", UsageRecordRepository.LOCK), new Object[] {ids}),
        arguments(
            named("lock with calls around", UsageRecordRepository.LOCK_WITH_CALLS_AROUND),
            UsageRecordRepository.around(ids, calls)));
  }

  @ParameterizedTest
  @MethodSource("statements")
  void shouldReadWhatIsAskedFor(String sql, Object[] parameters) {
    try (StaleStatistics stale = StaleStatistics.in("billing", DatabaseConnections.LOOK_UP)) {
      QueryPlan plan = stale.grown("metered_uses", USES).plan(sql, parameters);
      assertThat(plan.scannedWhole()).as("%s", plan).isEmpty();
      assertThat(plan.removed()).as("%s", plan).isZero();
      assertThat(plan.pages()).as("%s", plan).isLessThan(64 * 12);
    }
  }
}
