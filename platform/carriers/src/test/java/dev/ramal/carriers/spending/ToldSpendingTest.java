package dev.ramal.carriers.spending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.BudgetMeasure;
import dev.ramal.events.BudgetScope;
import dev.ramal.events.EventJson;
import dev.ramal.events.Money;
import dev.ramal.events.ReopeningCause;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.billing.BudgetExhausted;
import dev.ramal.events.billing.BudgetReopened;
import dev.ramal.events.billing.BudgetTerms;
import dev.ramal.events.billing.BudgetThresholdReached;
import dev.ramal.events.billing.VelocityExceeded;
import dev.ramal.events.billing.VelocityReleased;
import dev.ramal.kit.consuming.ReceivedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is told of spending comes to the same in any order, also when told twice")
class ToldSpendingTest {
  private static final TenantId AURORA = new TenantId("aurora");
  private static final Instant NOON = Instant.parse("2026-12-02T15:00:00Z");
  private static final Instant ENDS = Instant.parse("2027-01-01T03:00:00Z");
  private static final Money SPENT = Money.brl("100");

  @Test
  void shouldLetGoWhatAnEarlierVersionStopped() {
    // Given
    List<ToldBudget> told =
        Stream.of(
                event(BudgetThresholdReached.TYPE, threshold(1, "telnyx")),
                event(BudgetExhausted.TYPE, exhausted(1, true)),
                event(BudgetReopened.TYPE, reopened(2)),
                event(BudgetExhausted.TYPE, exhausted(3, false)))
            .map(ToldBudget::read)
            .toList();

    // When
    List<ToldBudget> ends = orders(told).map(ToldSpendingTest::together).distinct().toList();

    // Then
    assertThat(ends)
        .singleElement()
        .isEqualTo(
            new ToldBudget(
                new ToldBudget.Place(AURORA, "b1", "2026-12"), terms(3), ENDS, 1, 1, "telnyx"));
  }

  @Test
  void shouldStopByTheVersionThatIsSpentLast() {
    // Given
    List<ToldBudget> told =
        Stream.of(
                event(BudgetExhausted.TYPE, exhausted(1, true)),
                event(BudgetReopened.TYPE, reopened(2)),
                event(BudgetThresholdReached.TYPE, threshold(2, null)),
                event(BudgetExhausted.TYPE, exhausted(2, true)))
            .map(ToldBudget::read)
            .toList();

    // When
    List<ToldBudget> ends = orders(told).map(ToldSpendingTest::together).distinct().toList();

    // Then
    assertThat(ends).singleElement().extracting(ToldBudget::stopVersion).isEqualTo(2);
    assertThat(ends).singleElement().extracting(ToldBudget::switchVersion).isEqualTo(0);
  }

  @Test
  void shouldKeepABlockReleasedWhicheverIsToldFirst() {
    // Given
    KeepBlockedPrefixes prefixes = new KeepBlockedPrefixes("blocked");
    List<KeepBlockedPrefixes.Told> told =
        Stream.of(
                event(VelocityReleased.TYPE, new VelocityReleased("x", "+5590", "oto", null, NOON)),
                event(VelocityExceeded.TYPE, exceeded()))
            .map(event -> prefixes.read(event).orElseThrow())
            .toList();

    // When
    List<KeepBlockedPrefixes.Told> ends =
        orders(told)
            .map(order -> order.stream().reduce(KeepBlockedPrefixes.Told::and).orElseThrow())
            .distinct()
            .toList();

    // Then
    assertThat(ends)
        .containsExactly(
            new KeepBlockedPrefixes.Told(AURORA, "x", "+5590", "Abroad", true, NOON, NOON));
  }

  /** Each told twice. */
  private static ToldBudget together(List<ToldBudget> told) {
    return Stream.concat(told.stream(), told.stream()).reduce(ToldBudget::and).orElseThrow();
  }

  private static <T> Stream<List<T>> orders(List<T> all) {
    return all.isEmpty()
        ? Stream.of(List.of())
        : all.stream()
            .flatMap(
                first -> {
                  List<T> others = new ArrayList<>(all);
                  others.remove(first);
                  return orders(others)
                      .map(rest -> Stream.concat(Stream.of(first), rest.stream()).toList());
                });
  }

  private static ReceivedEvent event(String type, Object data) {
    return new ReceivedEvent(
        "e", type, AURORA, "b1", NOON, null, Topics.BILLING, "k", 1, EventJson.write(data));
  }

  private static BudgetTerms terms(int version) {
    return new BudgetTerms(
        "b1",
        version,
        "Tudo",
        BudgetScope.ORGANIZATION,
        List.of(),
        BudgetMeasure.PRICE,
        Money.brl("100"));
  }

  private static BudgetThresholdReached threshold(int version, String carrier) {
    return new BudgetThresholdReached(
        terms(version), "2026-12", ENDS, 80, SPENT, carrier, "entry", "usage", NOON);
  }

  private static BudgetExhausted exhausted(int version, boolean hardStop) {
    return new BudgetExhausted(
        terms(version), "2026-12", ENDS, SPENT, hardStop, "entry", "usage", NOON);
  }

  private static BudgetReopened reopened(int version) {
    return new BudgetReopened(terms(version), "2026-12", ENDS, SPENT, ReopeningCause.CHANGED, NOON);
  }

  private static VelocityExceeded exceeded() {
    return new VelocityExceeded(
        "x", "r", "Abroad", "+5590", 60, SPENT, 600, Money.brl("50"), null, true, "entry", NOON);
  }
}
