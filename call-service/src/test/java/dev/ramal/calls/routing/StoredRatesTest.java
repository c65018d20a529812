package dev.ramal.calls.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.routing.KeepTariffs.Told;
import dev.ramal.events.Carrier;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.E164;
import dev.ramal.events.tariffs.TariffPublished.CostRule;
import dev.ramal.kit.database.DatabaseConnections;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.testkit.QueryPlan;
import dev.ramal.testkit.StaleStatistics;
import dev.ramal.testkit.Tenants;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CallsTest
class StoredRatesTest {
  @Inject SqlTransactions transactions;

  @Test
  @DisplayName("CALL-662 rates of a tariff that ended long ago go once all of it is known")
  void shouldDropTheRatesOfTariffsThatEndedLongAgo() {
    // Given
    Instant now = Instant.now();
    List<Told> past = inTwoParts("past", ToldTariffs.LONG_AGO, now.minus(Duration.ofDays(31)));
    List<Told> recent = inTwoParts("recent", ToldTariffs.LONG_AGO, now.minus(Duration.ofDays(29)));
    List<Told> open = inTwoParts("open", ToldTariffs.LONG_AGO.minusSeconds(1), null);

    // When
    List<Integer> left = new ArrayList<>();
    ratesAfter(List.of(past.subList(0, 1), past.subList(1, 2), recent, open, past))
        .forEach(kept -> left.add(kept.size()));

    // Then
    assertThat(left).containsExactly(1, 0, 2, 4, 4);
  }

  @Test
  @DisplayName("CALL-691 rates that a newer tariff has taken the place of go after a month")
  void shouldDropTheRatesThatANewerTariffHasTakenThePlaceOf() {
    // Given
    Instant monthAgo = Instant.now().minus(Duration.ofDays(31));
    List<Told> old =
        ToldTariffs.tariff(
            Tenants.BOREAL,
            "old",
            ToldTariffs.LONG_AGO,
            null,
            List.of(
                List.of(
                    ToldTariffs.rule("any-class", null, null, "+5511", "0.1"),
                    ToldTariffs.rule("sp", null, "mobile-sp-rj", "+5511", "0.2"),
                    ToldTariffs.rule("sp-twilio", Carrier.TWILIO, "mobile-sp-rj", "+5511", "0.3"),
                    ToldTariffs.rule("elsewhere", null, "mobile", "+5521", "0.4"))));
    List<CostRule> mobiles = List.of(ToldTariffs.rule("mobiles", null, "mobile", "+5511", "0.5"));
    List<Told> young =
        ToldTariffs.tariff(
            Tenants.BOREAL, "young", monthAgo.plusSeconds(172_800), null, List.of(mobiles));
    List<Told> ending =
        ToldTariffs.tariff(
            Tenants.BOREAL,
            "ending",
            monthAgo.minusSeconds(1),
            ToldTariffs.SOME_DAY,
            List.of(mobiles));
    List<Told> foreign =
        ToldTariffs.tariff(Tenants.AURORA, "foreign", monthAgo, null, List.of(mobiles));
    List<Told> newer =
        ToldTariffs.tariff(Tenants.BOREAL, "newer", monthAgo, null, List.of(mobiles));

    // When
    List<List<String>> kept = ratesAfter(List.of(old, young, ending, foreign, newer, old));

    // Then
    assertThat(kept.get(3))
        .as("what may end, is young or another's takes nobody's place")
        .contains("old/sp", "old/sp-twilio")
        .hasSize(7);
    assertThat(kept.get(4))
        .containsExactlyInAnyOrder(
            "old/any-class", "old/elsewhere", "young/mobiles", "foreign/mobiles", "newer/mobiles");
    assertThat(kept.get(5)).as("heard again").isEqualTo(kept.get(4));
  }

  @Test
  @DisplayName("CALL-554 a rate among a hundred thousand is looked up by its key")
  void shouldLookARateUpByItsKey() {
    // When
    QueryPlan plan;
    try (StaleStatistics stale = StaleStatistics.in("calls", DatabaseConnections.LOOK_UP)) {
      plan =
          stale
              .grown(
                  "carrier_tariffs",
                  """
                  insert into carrier_tariffs (id, tenant, version, valid_from, parts, heard)
                  select gen_random_uuid(), 'plan-' || n %% 8, 'v' || n, '2024-01-01', 1, '{1}'
                  from generate_series(1, %d) as n
                  """)
              .grown(
                  "carrier_rates",
                  """
                  insert into carrier_rates (tariff_id, rule, tenant, prefix, per_minute,
                    connection_fee, currency, minimum, increment, grace)
                  select t.id, 'r' || n, t.tenant, '+55' || n, 0.1, 0, 'BRL', 1, 1, 0
                  from generate_series(1, %d * 5) as n
                  join carrier_tariffs t on t.version = 'v3' and t.tenant = 'plan-3'
                  """)
              .plan(
                  ReadRoutes.TERMS,
                  "plan-3",
                  "mobile-sp-rj",
                  new String[] {"TWILIO", "TELNYX"},
                  Instant.now(),
                  ReadRoutes.beginnings(E164.of("+5577777999999")),
                  ReadRoutes.classes(DestinationClass.MOBILE_SP_RJ),
                  Instant.now());
    }

    // Then
    assertThat(plan.scannedWhole())
        .as("%s", plan)
        .doesNotContain("carrier_rates", "carrier_tariffs");
    assertThat(plan.pages()).as("%s", plan).isLessThan(2 * 2 * 14 * 5);
  }

  /** What is stored after each set, as tariff/rule. Nothing of it stays. */
  private List<List<String>> ratesAfter(List<? extends List<Told>> sets) {
    List<List<String>> kept = new ArrayList<>();
    transactions
        .acrossTenants(
            "tariffs of several organizations",
            sql -> {
              Uni<?> all = sql.query("delete from carrier_tariffs");
              for (List<Told> set : sets) {
                all =
                    all.chain(() -> KeepTariffs.keep(sql, set))
                        .chain(
                            () ->
                                sql.query(
                                    "select version || '/' || rule from carrier_rates join"
                                        + " carrier_tariffs on tariff_id = id order by 1"))
                        .invoke(rows -> kept.add(rows.stream().map(row -> row.text(0)).toList()));
              }
              return all.chain(() -> Uni.createFrom().<Void>failure(new Undone()));
            })
        .onFailure(Undone.class)
        .recoverWithNull()
        .await()
        .atMost(Duration.ofSeconds(20));
    return kept;
  }

  private static List<Told> inTwoParts(String version, Instant from, Instant to) {
    return ToldTariffs.tariff(
        Tenants.BOREAL,
        version,
        from,
        to,
        List.of(
            List.of(ToldTariffs.rule("any", null, null, null, "0.50")),
            List.of(ToldTariffs.rule("mobile", null, "mobile", null, "0.40"))));
  }

  private static final class Undone extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
