package dev.ramal.crm.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.ramal.crm.fixtures.CrmTest;
import dev.ramal.kit.database.DatabaseConnections;
import dev.ramal.testkit.QueryPlan;
import dev.ramal.testkit.StaleStatistics;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@CrmTest
@DisplayName("CRM-282 a set of webhooks reads what its contacts hold, and no table whole")
class ToldContactPlansTest {
  private static final int SET = 64;

  private static final String LINKS =
      """
      insert into contact_link (tenant, phone, contact_id, contact_name, rank, checked_at)
      select 'plan-' || n %% 8, '+5511' || n, 'plan-' || n, 'Marina', 0, now()
      from generate_series(1, %d) as n
      """;

  private static final String SEARCHES =
      """
      insert into contact_search (tenant, phone, searched_at)
      select 'plan-' || n %% 8, '+5511' || n, now() from generate_series(1, %d) as n
      """;

  static Stream<Arguments> statements() {
    Object[] held = {
      each(n -> "plan-" + n * 300 % 8),
      each(n -> "plan-" + n * 300),
      each(n -> "+5511" + n * 300 + " +5511" + (n * 300 + 8))
    };
    Object[] all = Arrays.copyOf(held, 7);
    all[3] = each(n -> "Marina N.");
    all[4] = each(n -> "Exemplo Ltda");
    all[5] =
        IntStream.rangeClosed(1, SET)
            .mapToObj(n -> OffsetDateTime.now())
            .toArray(OffsetDateTime[]::new);
    all[6] = new Boolean[SET];
    return Stream.of(
        arguments(named("refresh", ToldContactRepository.REFRESH), all),
        arguments(named("lose", ToldContactRepository.LOSE), held),
        arguments(named("doubt", ToldContactRepository.DOUBT), Arrays.copyOf(held, 2)),
        arguments(named("doubt others", ToldContactRepository.DOUBT_OTHERS), held),
        arguments(named("doubt searches", ToldContactRepository.DOUBT_SEARCHES), held));
  }

  @ParameterizedTest
  @MethodSource("statements")
  void shouldReadWhatIsHeld(String sql, Object[] parameters) {
    try (StaleStatistics stale = StaleStatistics.in("crm", DatabaseConnections.LOOK_UP)) {
      QueryPlan plan =
          stale
              .grown("contact_link", LINKS)
              .emptied("contact_search", SEARCHES)
              .plan(sql, parameters);
      assertThat(plan.scannedWhole()).as("%s", plan).isEmpty();
      assertThat(plan.pages()).as("%s", plan).isLessThan(SET * 40);
    }
  }

  private static String[] each(IntFunction<String> value) {
    return IntStream.rangeClosed(1, SET).mapToObj(value).toArray(String[]::new);
  }
}
