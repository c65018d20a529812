package dev.ramal.calls.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.routing.KeepTariffs.Told;
import dev.ramal.events.Carrier;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.E164;
import dev.ramal.events.Money;
import dev.ramal.events.TenantId;
import dev.ramal.events.tariffs.TariffPublished.CostRule;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.fixtures.RateTable;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CallsTest
class CarrierTariffsTest {
  private static final E164 LEAD = E164.of("+5511987650551");
  private static final Instant LATELY = Instant.parse("2026-03-01T03:00:00Z");

  @Inject ReadRoutes routes;
  @Inject SqlTransactions transactions;

  @Test
  @DisplayName("CALL-551 a tariff counts once all of its parts are known, in whatever order")
  void shouldCountATariffOnceAllOfItIsKnown() {
    // Given
    List<Told> parts =
        ToldTariffs.tariff(
            Tenants.BOREAL,
            "acordo",
            LATELY,
            null,
            List.of(
                List.of(ToldTariffs.rule("any", null, null, null, "0.50")),
                List.of(ToldTariffs.rule("mobile", null, "mobile", null, "0.40")),
                List.of(ToldTariffs.rule("sp", null, null, "+5511", "0.0304000005"))));

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
            ToldTariffs.tariff(
                null,
                "reference",
                LATELY,
                null,
                List.of(
                    List.of(ToldTariffs.rule("all", null, "mobile", null, "0.10")),
                    List.of(
                        ToldTariffs.rule("telnyx", Carrier.TELNYX, "mobile", null, "0.09"),
                        ToldTariffs.rule("abroad", null, "international", null, "0.80")))),
            ToldTariffs.tariff(
                Tenants.BOREAL,
                "ended",
                ToldTariffs.LONG_AGO,
                LATELY,
                List.of(List.of(ToldTariffs.rule("sp", null, null, "+5511", "0.01")))),
            ToldTariffs.tariff(
                Tenants.BOREAL,
                "coming",
                ToldTariffs.SOME_DAY,
                null,
                List.of(List.of(ToldTariffs.rule("sp", null, null, "+5511", "0.02")))),
            ToldTariffs.tariff(
                Tenants.BOREAL,
                "own",
                LATELY,
                null,
                List.of(
                    List.of(
                        ToldTariffs.rule("wide", Carrier.TWILIO, null, "+55", "0.06"),
                        ToldTariffs.rule("near", Carrier.TWILIO, null, "+5511", "0.05"),
                        ToldTariffs.rule("nearest", Carrier.TWILIO, null, "+5511987650551", "0.04"),
                        ToldTariffs.rule("class", Carrier.TWILIO, "mobile-sp-rj", null, "0.03"),
                        agents("+5511987650551")))),
            ToldTariffs.tariff(
                Tenants.BOREAL,
                "older",
                ToldTariffs.LONG_AGO,
                null,
                List.of(List.of(ToldTariffs.rule("o", null, null, "+55119876505", "0.07")))));

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
  @DisplayName("CALL-692 a carrier is chosen by the rule by which the call is charged")
  void shouldAnswerAsWhoeverChargesTheCall() {
    // Given
    List<Told> told =
        RateTable.tariffs().stream()
            .map(
                one ->
                    new Told(
                        one.owner() == null ? KeepTariffs.REFERENCE : one.owner().value(),
                        one.tariff()))
            .toList();

    // Then
    for (RateTable.Question question : RateTable.questions()) {
      Seen seen = last(after(question.tenant(), E164.of(question.to()), List.of(told)));
      Estimate cost = question.carrier().equals(Carrier.TWILIO) ? seen.twilio() : seen.telnyx();
      assertThat(cost == null || cost.tariff() == null ? null : cost.aMinute())
          .as("%s", question)
          .isEqualTo(question.perMinute() == null ? null : Money.brl(question.perMinute()));
    }
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

  /** What does not say what a call to a lead costs. */
  private static CostRule agents(String prefix) {
    return new CostRule(
        "agents", "voice-minute", "agent", null, null, null, prefix, "9", "0", "BRL", 1, 1, 0);
  }
}
