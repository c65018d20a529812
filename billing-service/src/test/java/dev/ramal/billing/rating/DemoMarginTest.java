package dev.ramal.billing.rating;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.Carrier;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.Direction;
import dev.ramal.simulators.context.Prices;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference tariff against the costs it estimates, and against those of the stand-ins. */
class DemoMarginTest {
  private static final List<Tariff> SEEDS =
      Stream.of(
              "referencia-2024.1",
              "referencia-numeros-2026.1",
              "referencia-2026.1",
              "referencia-adicionais-2026.1")
          .map(Samples::seeded)
          .toList();
  private static final ExchangeRate DOLLAR =
      new ExchangeRate("USD", LocalDate.of(2025, 1, 1), new BigDecimal("5.80"), "referência 2025");
  private static final RateUsage RATES =
      new RateUsage(new TariffBook(List.of(), SEEDS), new ExchangeRates(List.of(DOLLAR)));
  private static final BigDecimal CALL_CONTROL = new BigDecimal("0.0020");

  /** Everything that is sold: what has a price in a seed. */
  static Stream<Rule> sold() {
    return SEEDS.stream()
        .flatMap(tariff -> tariff.rules().stream())
        .filter(rule -> rule.price().perUnit().signum() > 0);
  }

  @DisplayName("BILL-167 no class that is sold loses money at any length, and 37 s earn some")
  @ParameterizedTest
  @MethodSource("sold")
  void shouldEarnByTheTariff(Rule rule) {
    for (Instant day : daysOf(rule)) {
      for (long quantity : new long[] {1, 6, 30, 31, 37, 60, 61, 90, 120, 121, 600, 3600}) {
        // When
        BigDecimal margin = margin(rule, quantity, day);

        // Then
        assertThat(margin).as("%s of %d on %s", rule.id(), quantity, day).isNotNegative();
        if (quantity == 37) {
          assertThat(margin).as("%s of 37 on %s", rule.id(), day).isPositive();
        }
      }
    }
  }

  @DisplayName("BILL-167 calls of a softphone earn money at what the stand-ins charge")
  @ParameterizedTest
  @MethodSource("sold")
  void shouldEarnAsSimulated(Rule rule) {
    String number = number(rule.destinationClass());
    if (rule.direction() != Direction.OUTBOUND || number == null) {
      return;
    }
    for (long seconds : new long[] {1, 30, 37, 61, 121, 600}) {
      // When
      BigDecimal price = rated(rule, seconds, Samples.NOVEMBER).price().amount();

      // Then
      BigDecimal minutes = BigDecimal.valueOf((seconds + 59) / 60);
      BigDecimal twilio = perMinute(Prices.TWILIO, number).multiply(minutes);
      BigDecimal telnyx =
          perMinute(Prices.TELNYX, number).add(CALL_CONTROL).add(CALL_CONTROL).multiply(minutes);
      assertThat(price)
          .as("%s of %d s", rule.id(), seconds)
          .isGreaterThan(twilio.multiply(DOLLAR.brl()))
          .isGreaterThan(telnyx.multiply(DOLLAR.brl()));
    }
  }

  /** On which its tariff holds. */
  private static List<Instant> daysOf(Rule rule) {
    return Stream.of(Samples.NOVEMBER, Instant.parse("2026-12-10T15:00:00Z"))
        .filter(
            day ->
                SEEDS.stream()
                    .filter(tariff -> tariff.rules().contains(rule))
                    .anyMatch(tariff -> tariff.holdsAt(day)))
        .toList();
  }

  /** Of the two legs: the number, and the softphone of the agent. */
  private static BigDecimal perMinute(Prices prices, String number) {
    return prices.perMinute(number).add(prices.perMinute("client:ana"));
  }

  private static BigDecimal margin(Rule rule, long quantity, Instant day) {
    Rating.Rated rated = rated(rule, quantity, day);
    return rated.price().minus(rated.cost().brl()).amount();
  }

  private static Rating.Rated rated(Rule rule, long quantity, Instant day) {
    Usage usage =
        new Usage(
            rule.meter(),
            rule.leg(),
            rule.carrier() == null ? Carrier.TWILIO : rule.carrier(),
            rule.direction() == null ? Direction.OUTBOUND : rule.direction(),
            rule.destinationClass(),
            null,
            quantity,
            day);
    return (Rating.Rated) RATES.rate(usage);
  }

  private static String number(DestinationClass of) {
    return switch (of == null ? "" : of.word()) {
      case "landline", "toll-free" -> "+551130001000";
      case "mobile", "mobile-sp-rj", "withheld" -> "+5511987654321";
      case "international" -> "+12125550100";
      default -> null;
    };
  }
}
