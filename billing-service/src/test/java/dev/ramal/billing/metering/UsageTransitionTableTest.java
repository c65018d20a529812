package dev.ramal.billing.metering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.metering.UsageRecord.Applied;
import dev.ramal.billing.metering.UsageRecord.Transition;
import dev.ramal.billing.rating.RateUsage;
import dev.ramal.billing.rating.Samples;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What every event makes of every state. Tariffs are the reference of today unless an event says
 * otherwise; {@code satellite} has none, and euros have no exchange rate.
 */
class UsageTransitionTableTest {
  private static final String MOBILE = "mobile";

  private static final Map<String, PostedUsage> STATES =
      Map.of(
          "Waiting", PostedUsage.of(),
          "WaitingPriced", PostedUsage.of(Facts.costed("0.01", "USD", 1)),
          "NotCharged", PostedUsage.of(Facts.used(1, MOBILE, 0), Facts.costed("0.01", "USD", 1)),
          "Rated", PostedUsage.of(Facts.used(1, MOBILE, 37), Facts.costed("0.01", "USD", 1)),
          "RatedInEuros", PostedUsage.of(Facts.used(1, MOBILE, 37), Facts.costed("0.01", "EUR", 1)),
          "Unrateable",
              PostedUsage.of(Facts.used(1, "satellite", 37), Facts.costed("0.01", "USD", 1)));

  private static final RateUsage SATELLITE = Facts.withTariffFor("satellite");

  /** A tariff of another price, published since. */
  private static final RateUsage BOTH = Facts.withTariffFor(MOBILE);

  private static final Map<String, BiFunction<PostedUsage, RateUsage, Transition>> EVENTS =
      Map.ofEntries(
          Map.entry("used", (u, rates) -> u.then(Facts.used(2, MOBILE, 61), rates)),
          Map.entry("used, the same", (u, rates) -> u.then(Facts.used(2, MOBILE, 37), BOTH)),
          Map.entry("used, nothing", (u, rates) -> u.then(Facts.used(2, MOBILE, 0), rates)),
          Map.entry("used, no tariff", (u, rates) -> u.then(Facts.used(2, "satellite", 61), rates)),
          Map.entry("used, not higher", (u, rates) -> u.then(Facts.used(1, MOBILE, 61), rates)),
          Map.entry("costed", (u, rates) -> u.then(Facts.costed("0.02", "USD", 2), rates)),
          Map.entry("costed, euros", (u, rates) -> u.then(Facts.costed("0.02", "EUR", 2), rates)),
          Map.entry("costed, not later", (u, rates) -> u.then(Facts.costed("1", "USD", 1), rates)),
          Map.entry("rerate", PostedUsage::rerated),
          Map.entry("rerate, with euros", (u, rates) -> u.rerated(Facts.WITH_EUROS)),
          Map.entry("rerate, with tariff", (u, rates) -> u.rerated(SATELLITE)));

  @DisplayName("BILL-75 every event in every state leads where the table says, with these entries")
  @ParameterizedTest(name = "{0} × {1} → {2} {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Waiting       | used                | Rated      | usage
          Waiting       | used, nothing       | NotCharged |
          Waiting       | used, no tariff     | Unrateable | told
          Waiting       | used, not higher    | Rated      | usage
          Waiting       | costed              | Waiting    |
          Waiting       | costed, euros       | Waiting    |
          Waiting       | costed, not later   | Waiting    |
          Waiting       | rerate              | Ignored    |
          Waiting       | rerate, with tariff | Ignored    |
          WaitingPriced | used                | Rated      | usage real-cost
          WaitingPriced | used, nothing       | NotCharged | real-cost
          WaitingPriced | used, no tariff     | Unrateable | told
          WaitingPriced | used, not higher    | Rated      | usage real-cost
          WaitingPriced | costed              | Waiting    |
          WaitingPriced | costed, euros       | Waiting    |
          WaitingPriced | costed, not later   | Ignored    |
          WaitingPriced | rerate              | Ignored    |
          WaitingPriced | rerate, with tariff | Ignored    |
          NotCharged    | used                | Rated      | usage
          NotCharged    | used, nothing       | NotCharged |
          NotCharged    | used, no tariff     | Unrateable | correction told
          NotCharged    | used, not higher    | Ignored    |
          NotCharged    | costed              | NotCharged | real-cost
          NotCharged    | costed, euros       | NotCharged |
          NotCharged    | costed, not later   | Ignored    |
          NotCharged    | rerate              | Ignored    |
          NotCharged    | rerate, with tariff | Ignored    |
          Rated         | used                | Rated      | correction
          Rated         | used, the same      | Rated      |
          Rated         | used, nothing       | NotCharged | correction
          RatedInEuros  | used, the same      | Rated      |
          RatedInEuros  | used                | Rated      | correction
          RatedInEuros  | costed              | Rated      | real-cost
          RatedInEuros  | rerate              | Rated      |
          RatedInEuros  | rerate, with euros  | Rated      | real-cost
          Rated         | used, no tariff     | Unrateable | correction told
          Rated         | used, not higher    | Ignored    |
          Rated         | costed              | Rated      | real-cost
          Rated         | costed, euros       | Rated      |
          Rated         | costed, not later   | Ignored    |
          Rated         | rerate              | Ignored    |
          Rated         | rerate, with tariff | Ignored    |
          Unrateable    | used                | Rated      | usage real-cost
          Unrateable    | used, nothing       | NotCharged | real-cost
          Unrateable    | used, no tariff     | Unrateable |
          Unrateable    | used, not higher    | Ignored    |
          Unrateable    | costed              | Unrateable |
          Unrateable    | costed, euros       | Unrateable |
          Unrateable    | costed, not later   | Ignored    |
          Unrateable    | rerate              | Unrateable |
          Unrateable    | rerate, with tariff | Rated      | usage real-cost
          """)
  void shouldFollowTheTable(String state, String event, String next, String written) {
    // Given
    PostedUsage usage = STATES.get(state);

    // When
    Transition transition = EVENTS.get(event).apply(usage, Samples.seededRates());

    // Then
    assertThat(outcome(transition)).isEqualTo(next);
    assertThat(written(transition)).isEqualTo(written == null ? "" : written);
  }

  private static String outcome(Transition transition) {
    return transition instanceof Applied applied
        ? applied.next().getClass().getSimpleName()
        : transition.getClass().getSimpleName();
  }

  private static String written(Transition transition) {
    if (!(transition instanceof Applied applied)) {
      return "";
    }
    String kinds =
        applied.entries().stream()
            .map(entry -> entry.kind().wire())
            .collect(Collectors.joining(" "));
    return (kinds + (applied.becameUnrateable() ? " told" : "")).strip();
  }
}
