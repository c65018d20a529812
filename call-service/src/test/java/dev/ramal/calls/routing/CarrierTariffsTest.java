package dev.ramal.calls.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.routing.KeepTariffs.Told;
import dev.ramal.events.Carrier;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.Direction;
import dev.ramal.events.E164;
import dev.ramal.events.Money;
import dev.ramal.events.TenantId;
import dev.ramal.events.tariffs.TariffPublished;
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
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CallsTest
class CarrierTariffsTest {
  private static final E164 LEAD = E164.of("+5511987650551");
  private static final Instant LONG_AGO = Instant.parse("2024-01-01T03:00:00Z");
  private static final Instant LATELY = Instant.parse("2026-03-01T03:00:00Z");
  private static final Instant SOME_DAY = Instant.parse("2099-01-01T03:00:00Z");

  @Inject ReadRoutes routes;
  @Inject SqlTransactions transactions;

  @Test
  @DisplayName("CALL-551 a tariff counts once all of its parts are known, in whatever order")
  void shouldCountATariffOnceAllOfItIsKnown() {
    // Given
    List<Told> parts =
        tariff(
            Tenants.BOREAL,
            "acordo",
            LATELY,
            null,
            List.of(
                List.of(rule("any", null, null, null, "0.50")),
                List.of(rule("mobile", null, "mobile", null, "0.40")),
                List.of(rule("sp", null, null, "+5511", "0.0304000005"))));

    // When
    List<Seen> seen =
        after(
            Tenants.BOREAL,
            LEAD,
            List.of(
                List.of(parts.get(2)),
                List.of(parts.get(0), parts.get(2), parts.get(0)),
                List.of(parts.get(1)),
                parts));
    List<Seen> foreign = after(Tenants.AURORA, LEAD, List.of(parts));

    // Then
    assertThat(seen.subList(0, 2))
        .extracting(one -> one.twilio().source())
        .containsOnly("reference");
    assertThat(seen.get(1).telnyx().source()).isEqualTo("assumed");
    assertThat(seen.get(1).twilio().aMinute()).isEqualTo(Money.brl("0.12"));
    assertThat(seen.get(2).twilio().tariff()).isEqualTo("acordo");
    assertThat(seen.get(2).telnyx().aMinute()).isEqualTo(Money.brl("0.0304"));
    assertThat(seen.get(2).twilio().asOf()).hasToString("2026-03-01");
    assertThat(seen.get(3)).isEqualTo(seen.get(2));
    assertThat(foreign.get(0).twilio().tariff()).isNull();
  }

  @Test
  @DisplayName("CALL-552 the rate is the one that billing would take, by the day of the call")
  void shouldTakeTheRateThatBillingWouldTake() {
    // Given
    List<List<Told>> told =
        List.of(
            tariff(
                null,
                "reference",
                LATELY,
                null,
                List.of(
                    List.of(rule("all", null, "mobile", null, "0.10")),
                    List.of(
                        rule("telnyx", Carrier.TELNYX, "mobile", null, "0.09"),
                        rule("abroad", null, "international", null, "0.80")))),
            tariff(
                Tenants.BOREAL,
                "ended",
                LONG_AGO,
                LATELY,
                List.of(List.of(rule("sp", null, null, "+5511", "0.01")))),
            tariff(
                Tenants.BOREAL,
                "coming",
                SOME_DAY,
                null,
                List.of(List.of(rule("sp", null, null, "+5511", "0.02")))),
            tariff(
                Tenants.BOREAL,
                "own",
                LATELY,
                null,
                List.of(
                    List.of(
                        rule("wide", Carrier.TWILIO, null, "+55", "0.06"),
                        rule("near", Carrier.TWILIO, null, "+5511", "0.05"),
                        rule("nearest", Carrier.TWILIO, null, "+5511987650551", "0.04"),
                        rule("class", Carrier.TWILIO, "mobile-sp-rj", null, "0.03"),
                        agents("+5511987650551")))),
            tariff(
                Tenants.BOREAL,
                "older",
                LONG_AGO,
                null,
                List.of(List.of(rule("o", null, null, "+55119876505", "0.07")))));

    // When
    Seen near = last(after(Tenants.BOREAL, LEAD, told));
    Seen neighbour = last(after(Tenants.BOREAL, E164.of("+5511987650999"), told));
    Seen rio = last(after(Tenants.BOREAL, E164.of("+5521987650551"), told));
    Seen lisbon = last(after(Tenants.BOREAL, E164.of("+351912345678"), told));
    Seen other = last(after(Tenants.AURORA, LEAD, told));

    // Then
    assertThat(near.twilio().aMinute()).isEqualTo(Money.brl("0.04"));
    assertThat(near.telnyx().aMinute())
        .as("what the own one leaves to an older")
        .isEqualTo(Money.brl("0.07"));
    assertThat(neighbour.twilio().aMinute()).isEqualTo(Money.brl("0.05"));
    assertThat(neighbour.telnyx().tariff()).as("no own one covers it").isEqualTo("reference");
    assertThat(rio.twilio().aMinute()).isEqualTo(Money.brl("0.06"));
    assertThat(rio.telnyx().aMinute()).isEqualTo(Money.brl("0.09"));
    assertThat(lisbon.twilio().aMinute()).isEqualTo(Money.brl("0.80"));
    assertThat(other.twilio().aMinute()).isEqualTo(Money.brl("0.10"));
  }

  @Test
  @DisplayName("CALL-662 rates of a tariff that ended long ago go once all of it is known")
  void shouldDropTheRatesOfTariffsThatEndedLongAgo() {
    // Given
    Instant now = Instant.now();
    List<Told> past = inTwoParts("past", now.minus(Duration.ofDays(31)));
    List<Told> recent = inTwoParts("recent", now.minus(Duration.ofDays(29)));
    List<Told> open = inTwoParts("open", null);

    // When
    List<Long> left = new ArrayList<>();
    transactions
        .acrossTenants(
            "tariffs of one organization",
            sql -> {
              Uni<?> all = sql.query("delete from carrier_tariffs");
              for (List<Told> set :
                  List.of(past.subList(0, 1), past.subList(1, 2), recent, open, past)) {
                all =
                    all.chain(() -> KeepTariffs.keep(sql, set))
                        .chain(
                            () ->
                                sql.query(
                                    "select count(*) from carrier_rates join carrier_tariffs on"
                                        + " tariff_id = id"))
                        .invoke(rows -> left.add(rows.get(0).bigint(0)));
              }
              return all.chain(() -> Uni.createFrom().<Void>failure(new Undone()));
            })
        .onFailure(Undone.class)
        .recoverWithNull()
        .await()
        .atMost(Duration.ofSeconds(20));

    // Then
    assertThat(left).containsExactly(1L, 0L, 2L, 4L, 4L);
  }

  private static List<Told> inTwoParts(String version, Instant to) {
    return tariff(
        Tenants.BOREAL,
        version,
        LONG_AGO,
        to,
        List.of(
            List.of(rule("any", null, null, null, "0.50")),
            List.of(rule("mobile", null, "mobile", null, "0.40"))));
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

  @Test
  @DisplayName("CALL-552 the rate is the one that billing would take, by the day of the call")
  void shouldNameWhatCoversANumberAndAClass() {
    // Then
    assertThat(ReadRoutes.beginnings(E164.of("+551198765")))
        .containsExactly(
            "",
            "+5",
            "+55",
            "+551",
            "+5511",
            "+55119",
            "+551198",
            "+5511987",
            "+55119876",
            "+551198765");
    assertThat(ReadRoutes.classes(DestinationClass.MOBILE_SP_RJ))
        .containsExactly("mobile", "mobile-sp", "mobile-sp-rj");
  }

  /** What is known of each carrier. */
  private record Seen(Estimate twilio, Estimate telnyx) {
    static Seen of(RouteTerms terms) {
      return new Seen(terms.of(Carrier.TWILIO).cost(), terms.of(Carrier.TELNYX).cost());
    }
  }

  private static Seen last(List<Seen> seen) {
    return seen.get(seen.size() - 1);
  }

  /** Each list is told as a set; what is known after each. Nothing of it stays. */
  private List<Seen> after(TenantId asking, E164 to, List<? extends List<Told>> sets) {
    List<Seen> seen = new ArrayList<>();
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
                                routes.read(
                                    sql, asking, to, List.of(Carrier.TWILIO, Carrier.TELNYX)))
                        .invoke(terms -> seen.add(Seen.of(terms)));
              }
              return all.chain(() -> Uni.createFrom().<Void>failure(new Undone()));
            })
        .onFailure(Undone.class)
        .recoverWithNull()
        .await()
        .atMost(Duration.ofSeconds(20));
    return seen;
  }

  private static final class Undone extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * @param owner null for the reference
   */
  private static List<Told> tariff(
      TenantId owner, String version, Instant from, Instant to, List<List<CostRule>> parts) {
    String id = UUID.randomUUID().toString();
    return IntStream.range(0, parts.size())
        .mapToObj(
            n ->
                new Told(
                    owner == null ? KeepTariffs.REFERENCE : owner.value(),
                    new TariffPublished(
                        id, version, owner == null, from, to, n + 1, parts.size(), parts.get(n))))
        .toList();
  }

  private static CostRule rule(
      String id, Carrier carrier, String destination, String prefix, String perMinute) {
    return new CostRule(
        id,
        "voice-minute",
        "lead",
        carrier,
        Direction.OUTBOUND,
        DestinationClass.ofNullable(destination),
        prefix,
        perMinute,
        "0",
        "BRL",
        1,
        1,
        0);
  }

  /** What does not say what a call to a lead costs. */
  private static CostRule agents(String prefix) {
    return new CostRule(
        "agents", "voice-minute", "agent", null, null, null, prefix, "9", "0", "BRL", 1, 1, 0);
  }
}
