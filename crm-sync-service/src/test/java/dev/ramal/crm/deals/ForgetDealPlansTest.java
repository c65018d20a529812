package dev.ramal.crm.deals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.crm.fixtures.CrmTest;
import dev.ramal.kit.database.DatabaseConnections;
import dev.ramal.testkit.QueryPlan;
import dev.ramal.testkit.StaleStatistics;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@CrmTest
@DisplayName("CRM-289 deals that are closed are forgotten by their ids, and no table is read whole")
class ForgetDealPlansTest {
  private static final int SET = 64;

  private static final String ROWS =
      """
      insert into crm_creation (tenant, phone, until, contact_id, deal_id)
      select 'plan-' || n %% 8, '+5511' || n, now(), 'plan-' || n, 'plan-' || n
      from generate_series(1, %d) as n
      """;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldLookUpWhatIsMeant(boolean grown) {
    // Given
    Object[] parameters = {each(n -> "plan-" + n * 300 % 8), each(n -> "plan-" + n * 300)};
    try (StaleStatistics stale = StaleStatistics.in("crm", DatabaseConnections.LOOK_UP)) {
      StaleStatistics full =
          grown ? stale.grown("crm_creation", ROWS) : stale.emptied("crm_creation", ROWS);

      // When
      QueryPlan plan = full.plan(MatchSettingsRepository.FORGET_DEALS, parameters);

      // Then
      assertThat(plan.scannedWhole()).as("%s", plan).isEmpty();
      assertThat(plan.pages()).as("%s", plan).isLessThan(SET * 40);
    }
  }

  private static String[] each(IntFunction<String> value) {
    return IntStream.rangeClosed(1, SET).mapToObj(value).toArray(String[]::new);
  }
}
