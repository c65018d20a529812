package dev.ramal.billing.rating;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.Carrier;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.Direction;
import dev.ramal.numbering.Destinations;
import dev.ramal.numbering.ExampleNumbers;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InternationalSeedTest {
  private static final Instant JANUARY = Instant.parse("2027-01-01T03:00:00Z");
  private static final RateUsage RATES =
      new RateUsage(
          Samples.book(
              Samples.seeded("referencia-2024.1"),
              Samples.seeded("referencia-numeros-2026.1"),
              Samples.seeded("referencia-2026.1"),
              Samples.seeded("referencia-internacional-2027.1")),
          Samples.EXCHANGE);

  @DisplayName("BILL-309 each country has a cost of its own from January, by its prefix")
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "+12125550100,   0.30, 1.00, saida-us-ca",
    "+14165550100,   0.30, 1.00, saida-us-ca",
    "+18765550100,   0.90, 1.80, saida-jm2",
    "+351912345678,  0.40, 1.00, saida-pt",
    "+541123456789,  0.50, 1.00, saida-ar",
    "+59899123456,   0.70, 1.40, saida-uy",
    "+77011234567,   0.70, 1.40, saida-kz2",
    "+244923123456,  0.90, 1.80, saida-ao",
    "+881612345678,  1.20, 2.40, saida-satelite"
  })
  void shouldKnowWhatACountryCosts(String to, String cost, String price, String rule) {
    // When
    Rating.Rated rated = rated(to, Carrier.TWILIO, 60, JANUARY);

    // Then
    assertThat(rated.cost().brl().amount()).isEqualByComparingTo(cost);
    assertThat(rated.price().amount()).isEqualByComparingTo(price);
    assertThat(rated.ruleId()).isEqualTo(rule);
    assertThat(rated(to, Carrier.TWILIO, 60, JANUARY.minusNanos(1)).ruleId())
        .isEqualTo("saida-internacional");
  }

  @DisplayName("BILL-309 the whole world lies within the price list's range, and earns money")
  @Test
  void shouldCoverTheWorldWithinTheRange() {
    // Given
    Stream<String> world =
        ExampleNumbers.countries().stream()
            .filter(country -> !country.equals("BR"))
            .flatMap(
                country ->
                    Stream.concat(
                        ExampleNumbers.landline(country).stream(),
                        ExampleNumbers.mobile(country).stream()));

    // Then
    assertThat(world)
        .hasSizeGreaterThan(400)
        .allSatisfy(
            number -> {
              Rating.Rated twilio = rated(number, Carrier.TWILIO, 60, JANUARY);
              Rating.Rated telnyx = rated(number, Carrier.TELNYX, 60, JANUARY);
              assertThat(twilio.tariffVersion()).isEqualTo("referencia-internacional-2027.1");
              assertThat(twilio.cost().brl().amount())
                  .isBetween(new BigDecimal("0.30"), new BigDecimal("1.20"));
              assertThat(
                      telnyx
                          .cost()
                          .brl()
                          .amount()
                          .divide(twilio.cost().brl().amount(), 2, RoundingMode.UNNECESSARY))
                  .as("30 to 70 % below")
                  .isBetween(new BigDecimal("0.30"), new BigDecimal("0.70"));
              for (long seconds : new long[] {1, 30, 37, 60, 61, 121, 600}) {
                Rating.Rated rated = rated(number, Carrier.TWILIO, seconds, JANUARY);
                assertThat(rated.price().minus(rated.cost().brl()).amount()).isNotNegative();
              }
            });
  }

  @DisplayName(
      "BILL-309 a number of North America costs the beginning of the range, others its middle")
  @ParameterizedTest
  @CsvSource({"+12125550100, 15.00, 45.00", "+442071838750, 20.00, 60.00"})
  void shouldKnowWhatANumberAbroadCosts(String number, String cost, String price) {
    // Given
    Usage month =
        new Usage(
            Meter.NUMBER_MONTH,
            null,
            Carrier.TWILIO,
            null,
            DestinationClass.INTERNATIONAL,
            number,
            Meter.NUMBER_MONTH.unitsPerRate(),
            JANUARY);

    // When
    Rating.Rated rated = (Rating.Rated) RATES.rate(month);

    // Then
    assertThat(rated.cost().brl().amount()).isEqualByComparingTo(cost);
    assertThat(rated.price().amount()).isEqualByComparingTo(price);
  }

  private static Rating.Rated rated(String to, Carrier carrier, long seconds, Instant at) {
    return (Rating.Rated)
        RATES.rate(
            new Usage(
                Meter.VOICE_MINUTE,
                "lead",
                carrier,
                Direction.OUTBOUND,
                Destinations.ofCall(to),
                to,
                seconds,
                at));
  }
}
