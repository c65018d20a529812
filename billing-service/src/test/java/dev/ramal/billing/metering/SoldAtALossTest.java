package dev.ramal.billing.metering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.ledger.UsageKey;
import dev.ramal.billing.losses.SoldUse;
import dev.ramal.billing.rating.Increments;
import dev.ramal.billing.rating.Meter;
import dev.ramal.billing.rating.Rate;
import dev.ramal.billing.rating.RateUsage;
import dev.ramal.billing.rating.Rule;
import dev.ramal.billing.rating.Samples;
import dev.ramal.events.DestinationClass;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName(
    "BILL-446 a lead's leg sold for nothing is told where it looks like a mistake, and once")
class SoldAtALossTest {
  private static final Rule LANDLINE = rule("fixo", "lead", "landline", "0.06");

  @Test
  void shouldTellOfALegSoldForNothing() {
    // Given
    RateUsage rates = rates(rule("celular", "lead", "mobile", "0"), LANDLINE);
    UsageSet first = set(Map.of(), rates);
    UsageSet later = set(first.changed(), rates);

    // When
    first.apply(List.of(Facts.used(0, "mobile", 60)), "event-1");
    List<SoldUse> told = SoldAtALoss.of(first);
    later.apply(List.of(Facts.costed("0.9", "USD", 1)), "event-2");

    // Then
    assertThat(told).extracting(SoldUse::rule).containsExactly("celular");
    assertThat(later.changed()).isNotEmpty();
    assertThat(SoldAtALoss.of(later)).isEmpty();
  }

  @ParameterizedTest(name = "{0} for {1}, {2} s")
  @CsvSource({
    "lead, 0.29, 60, 0",
    "lead, 0.01, 60, 1",
    "lead, 0, 60, 1",
    "lead, 0, 3, 0",
    ", 0, 60, 0",
  })
  void shouldKnowWhatIsMeantToBeFree(String leg, String price, long seconds, int told) {
    // Given
    UsageSet set = set(Map.of(), rates(rule("celular", leg, "mobile", price), LANDLINE));

    // When
    set.apply(List.of(Facts.used(0, "mobile", seconds)), "event-1");

    // Then
    assertThat(SoldAtALoss.of(set)).hasSize(told);
  }

  @Test
  void shouldLeaveATariffOfCostsAlone() {
    // Given
    UsageSet set =
        set(
            Map.of(),
            rates(
                rule("celular", "lead", "mobile", "0"),
                rule("fixo", "lead", "landline", "0"),
                rule("agente", "agent", "mobile", "0.10")));

    // When
    set.apply(List.of(Facts.used(0, "mobile", 60)), "event-1");

    // Then
    assertThat(SoldAtALoss.of(set)).isEmpty();
  }

  /** At a cost of 0.15 a minute; three seconds are free. */
  private static Rule rule(String id, String leg, String destinationClass, String price) {
    return new Rule(
        id,
        Meter.VOICE_MINUTE,
        leg,
        null,
        null,
        new DestinationClass(destinationClass),
        null,
        new Increments(30, 6, 3),
        Rate.brl("0.15"),
        Rate.brl(price));
  }

  private static RateUsage rates(Rule... rules) {
    return new RateUsage(
        Samples.book(Samples.tariff("nova", Instant.EPOCH, rules)), Samples.EXCHANGE);
  }

  private static UsageSet set(Map<UsageKey, UsageRecord> stored, RateUsage rates) {
    return new UsageSet(stored, Map.of(Facts.KEY.tenant(), rates), Samples.NOVEMBER);
  }
}
