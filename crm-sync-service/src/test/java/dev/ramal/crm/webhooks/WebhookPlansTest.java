package dev.ramal.crm.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.crm.fixtures.CrmTest;
import dev.ramal.kit.database.DatabaseConnections;
import dev.ramal.testkit.QueryPlan;
import dev.ramal.testkit.StaleStatistics;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CrmTest
@DisplayName("CRM-287 a set of webhooks is ended by their keys, and no table is read whole")
class WebhookPlansTest {
  private static final int SET = 64;

  private static final String ROWS =
      """
      insert into crm_webhook (tenant, transaction_id, event, record_id, received_at)
      select 'plan-' || n %% 8, 'plan-' || n, 'crm_contact_updated', 'plan-' || n, now()
      from generate_series(1, %d) as n
      """;

  /** What is kept for a month is never believed to be emptied. */
  @Test
  void shouldLookUpWhatIsMeant() {
    // Given
    Object[] parameters = {
      each(n -> "plan-" + n * 300 % 8), each(n -> "plan-" + n * 300), each(n -> "applied")
    };
    try (StaleStatistics stale = StaleStatistics.in("crm", DatabaseConnections.LOOK_UP)) {
      // When
      QueryPlan plan = stale.grown("crm_webhook", ROWS).plan(WebhookRepository.END, parameters);

      // Then
      assertThat(plan.scannedWhole()).as("%s", plan).isEmpty();
      assertThat(plan.pages()).as("%s", plan).isLessThan(SET * 40);
    }
  }

  private static String[] each(IntFunction<String> value) {
    return IntStream.rangeClosed(1, SET).mapToObj(value).toArray(String[]::new);
  }
}
