package dev.ramal.calls.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.connections.EnabledConnection;
import dev.ramal.calls.routing.RouteChoice.Ranked;
import dev.ramal.carriers.health.Breaker;
import dev.ramal.events.Carrier;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.E164;
import dev.ramal.events.Money;
import dev.ramal.events.RouteReason;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("CALL-390 a carrier is chosen by priority, cost or quality, and the choice says why")
class ChooseCarrierTest {
  private static final E164 OURS = E164.of("+551130001000");
  private static final Instant NOON = Instant.parse("2026-03-02T15:00:00Z");
  private static final Breaker OPEN = new Breaker(Breaker.State.OPEN, 5, 1, NOON, NOON);
  private static final CarrierFigures FAILING = new CarrierFigures(20, 3, 7, 0, 0, 0, 0);

  @Test
  void shouldTakeTheFirstByPriority() {
    // When
    RouteChoice choice = by(Preference.PRIORITY, twilio(), telnyx());

    // Then
    assertThat(whys(choice)).containsExactly("twilio first", "telnyx later");
  }

  @Test
  void shouldTakeTheCheapestByCostAndWhoseCostNobodyKnowsLast() {
    // When
    RouteChoice known = by(Preference.COST, twilio(), telnyx());
    RouteChoice unknown = by(Preference.COST, costing(twilio(), null), telnyx());
    RouteChoice none = by(Preference.COST, costing(twilio(), null), costing(telnyx(), null));

    // Then
    assertThat(whys(known)).containsExactly("telnyx cheapest", "twilio dearer");
    assertThat(whys(unknown)).containsExactly("telnyx cheapest", "twilio dearer");
    assertThat(whys(none)).containsExactly("twilio first", "telnyx later");
  }

  @Test
  void shouldNotCompareAmountsOfDifferentCurrencies() {
    // When
    RouteChoice choice = by(Preference.COST, twilio(), costing(telnyx(), Money.of("0.001", "USD")));

    // Then
    assertThat(whys(choice)).containsExactly("twilio first", "telnyx later");
  }

  @Test
  @DisplayName("CALL-556 carriers are compared by what a call costs, not by its minute")
  void shouldCompareWhatACallCosts() {
    // Given
    RouteCandidate minutes = charging(twilio(), "0.06", 60, "0");
    RouteCandidate seconds = charging(telnyx(), "0.07", 1, "0");
    RouteCandidate connected = charging(telnyx(), "0.01", 1, "0.20");

    // Then
    assertThat(whys(by(Preference.COST, minutes, seconds)))
        .containsExactly("telnyx cheapest", "twilio dearer");
    assertThat(whys(by(Preference.COST, minutes, connected)))
        .containsExactly("twilio cheapest", "telnyx dearer");
  }

  private static RouteCandidate charging(
      RouteCandidate one, String aMinute, int increment, String fee) {
    CarrierRate rate =
        new CarrierRate(
            new BigDecimal(aMinute), new BigDecimal(fee), "BRL", increment, increment, 0);
    Estimate cost = Estimate.byTariff("v1", rate, LocalDate.of(2026, 1, 1), Duration.ofSeconds(90));
    return changed(one, one.account(), null, cost, one.breaker(), one.recent());
  }

  @Test
  void shouldTakeWhoIsAnsweredMoreAndLeaveChanceAlone() {
    // Given
    RouteCandidate seldom = doing(twilio(), new CarrierFigures(0, 0, 0, 0, 100, 30, 0));
    RouteCandidate often = doing(telnyx(), new CarrierFigures(0, 0, 0, 0, 100, 60, 0));
    RouteCandidate alike = doing(telnyx(), new CarrierFigures(0, 0, 0, 0, 100, 31, 0));
    RouteCandidate few = doing(telnyx(), new CarrierFigures(0, 0, 0, 0, 19, 19, 0));

    // Then
    assertThat(whys(by(Preference.QUALITY, seldom, often)))
        .containsExactly("telnyx best-answered", "twilio less-answered");
    assertThat(whys(by(Preference.QUALITY, seldom, alike)))
        .containsExactly("twilio first", "telnyx later");
    assertThat(whys(by(Preference.QUALITY, seldom, few)))
        .containsExactly("twilio first", "telnyx later");
  }

  @Test
  @DisplayName("CALL-470 what is shown elsewhere is a number that may be shown")
  void shouldShowANumberThatMayBeShown() {
    // Given
    RouteWish any = RouteWish.of(OURS, null, null, Carrier.TELNYX);
    E164 tollFree = E164.of("+558005503764");
    ConnectionId account = new ConnectionId("connection-1");

    // Then
    assertThat(
            PlanRoute.from(
                any, new EnabledConnection(Carrier.TELNYX, account, List.of(tollFree, OURS))))
        .isEqualTo(OURS);
    assertThat(
            PlanRoute.from(any, new EnabledConnection(Carrier.TELNYX, account, List.of(tollFree))))
        .as("the refusal says why")
        .isEqualTo(tollFree);
  }

  @Test
  void shouldPassByWhoIsInTrouble() {
    // When
    RouteChoice open = by(Preference.PRIORITY, broken(twilio(), OPEN), telnyx());
    RouteChoice failing = by(Preference.COST, twilio(), doing(telnyx(), FAILING));

    // Then
    assertThat(whys(open)).containsExactly("telnyx healthier", "twilio breaker-open");
    assertThat(whys(failing)).containsExactly("twilio healthier", "telnyx failing");
  }

  @Test
  void shouldRatherTryWhoIsInTroubleThanRefuseACall() {
    // When
    RouteChoice both = by(Preference.PRIORITY, broken(twilio(), OPEN), doing(telnyx(), FAILING));
    RouteChoice alone = by(Preference.PRIORITY, broken(twilio(), OPEN));

    // Then
    assertThat(whys(both)).containsExactly("telnyx last-resort", "twilio breaker-open");
    assertThat(whys(alone)).containsExactly("twilio last-resort");
  }

  @Test
  void shouldLeaveOutWhoCannotCarryTheCall() {
    // When
    RouteChoice one =
        by(Preference.PRIORITY, hindered(twilio(), RouteReason.NOT_REACHED), telnyx());
    RouteChoice none =
        by(
            Preference.PRIORITY,
            hindered(twilio(), RouteReason.NO_CONNECTION),
            hindered(telnyx(), RouteReason.NOT_REACHED));

    // Then
    assertThat(whys(one)).containsExactly("telnyx only-one", "twilio not-reached");
    assertThat(none.chosen()).isEmpty();
    assertThat(none.obstacle().why()).isEqualTo(RouteReason.NOT_REACHED);
  }

  @Test
  void shouldTakeWhomTheClickNames() {
    // When
    RouteChoice choice =
        ChooseCarrier.among(List.of(broken(telnyx(), OPEN)), Preference.COST, true);

    // Then
    assertThat(whys(choice)).containsExactly("telnyx by-click");
  }

  private static RouteChoice by(Preference preference, RouteCandidate... candidates) {
    return ChooseCarrier.among(List.of(candidates), preference, false);
  }

  private static List<String> whys(RouteChoice choice) {
    return choice.ranked().stream().map(ChooseCarrierTest::told).toList();
  }

  private static String told(Ranked one) {
    return one.candidate().carrier().wire() + " " + one.why().wire();
  }

  private static RouteCandidate twilio() {
    return candidate(Carrier.TWILIO, 0, "0.12");
  }

  private static RouteCandidate telnyx() {
    return candidate(Carrier.TELNYX, 1, "0.06");
  }

  private static RouteCandidate candidate(Carrier carrier, int place, String cost) {
    return new RouteCandidate(
        carrier,
        place,
        new EnabledConnection(carrier, new ConnectionId("c-" + carrier.wire()), List.of(OURS)),
        OURS,
        null,
        estimate(Money.brl(cost)),
        Breaker.NEW,
        CarrierFigures.NONE);
  }

  private static Estimate estimate(Money cost) {
    return cost == null
        ? null
        : Estimate.withoutTariff(
            cost, LocalDate.of(2025, 12, 31), "reference", Duration.ofSeconds(90));
  }

  private static RouteCandidate costing(RouteCandidate one, Money cost) {
    return changed(one, one.account(), null, estimate(cost), one.breaker(), one.recent());
  }

  private static RouteCandidate broken(RouteCandidate one, Breaker breaker) {
    return changed(one, one.account(), null, one.cost(), breaker, one.recent());
  }

  private static RouteCandidate doing(RouteCandidate one, CarrierFigures recent) {
    return changed(one, one.account(), null, one.cost(), one.breaker(), recent);
  }

  private static RouteCandidate hindered(RouteCandidate one, RouteReason obstacle) {
    EnabledConnection account = obstacle == RouteReason.NO_CONNECTION ? null : one.account();
    return changed(one, account, obstacle, one.cost(), one.breaker(), one.recent());
  }

  private static RouteCandidate changed(
      RouteCandidate one,
      EnabledConnection account,
      RouteReason obstacle,
      Estimate cost,
      Breaker breaker,
      CarrierFigures recent) {
    return new RouteCandidate(
        one.carrier(), one.place(), account, one.from(), obstacle, cost, breaker, recent);
  }
}
