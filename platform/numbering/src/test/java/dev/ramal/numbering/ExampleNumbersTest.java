package dev.ramal.numbering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.DestinationClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExampleNumbersTest {

  @Test
  void shouldHaveANumberInNearlyEveryCountry() {
    // When
    long reached =
        ExampleNumbers.countries().stream()
            .filter(
                country ->
                    ExampleNumbers.mobile(country)
                        .map(Destinations::ofCall)
                        .filter(DestinationClass.INTERNATIONAL.in(country)::equals)
                        .isPresent())
            .count();

    // Then
    assertThat(ExampleNumbers.countries()).hasSizeGreaterThan(240).contains("BR", "PT", "JM");
    assertThat(reached).isGreaterThan(230);
    assertThat(ExampleNumbers.landline("PT")).isPresent();
    assertThat(ExampleNumbers.landline("XX")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "+5511987654321, +5511",
    "+556130001000, +5561",
    "+558001234567, +55",
    "+5520987654321, +55",
    "+14155550123, +1",
    "+351912345678, +351",
    "+88213000000, +882",
    "client:ana, none",
    "anonymous, none",
    ", none"
  })
  void shouldSayHowNumbersThereBegin(String address, String prefix) {
    // When
    String told = Destinations.prefix(address).orElse("none");

    // Then
    assertThat(told).isEqualTo(prefix);
  }
}
