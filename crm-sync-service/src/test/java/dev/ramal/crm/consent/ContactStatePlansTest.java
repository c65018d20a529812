package dev.ramal.crm.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.crm.fixtures.CrmTest;
import dev.ramal.kit.database.DatabaseConnections;
import dev.ramal.testkit.QueryPlan;
import dev.ramal.testkit.StaleStatistics;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@CrmTest
@DisplayName("CRM-288 what a set of contacts is known by is written by their keys")
class ContactStatePlansTest {
  private static final int SET = 64;

  private static final String ROWS =
      """
      insert into contact_state (tenant, contact_id, updated_at, told_at)
      select 'plan-' || n %% 8, 'plan-' || n, now(), now() from generate_series(1, %d) as n
      """;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldLookUpWhatIsMeant(boolean grown) {
    // Given
    Object[] parameters = {
      each(n -> "plan-" + n * 300 % 8),
      each(n -> "plan-" + n * 300),
      times(),
      times(),
      times(),
      Collections.nCopies(SET, false).toArray(Boolean[]::new),
      each(n -> "DECLINED"),
      times(),
      each(n -> "+5511" + n)
    };
    try (StaleStatistics stale = StaleStatistics.in("crm", DatabaseConnections.LOOK_UP)) {
      StaleStatistics full =
          grown ? stale.grown("contact_state", ROWS) : stale.emptied("contact_state", ROWS);

      // When
      QueryPlan plan = full.plan(ContactStateRepository.WRITE, parameters);

      // Then
      assertThat(plan.scannedWhole()).as("%s", plan).isEmpty();
      assertThat(plan.pages()).as("%s", plan).isLessThan(SET * 40);
    }
  }

  private static String[] each(IntFunction<String> value) {
    return IntStream.rangeClosed(1, SET).mapToObj(value).toArray(String[]::new);
  }

  private static OffsetDateTime[] times() {
    return IntStream.rangeClosed(1, SET)
        .mapToObj(n -> OffsetDateTime.now())
        .toArray(OffsetDateTime[]::new);
  }
}
