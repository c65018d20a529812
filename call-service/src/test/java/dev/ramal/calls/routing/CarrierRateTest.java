package dev.ramal.calls.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.Money;
import java.math.BigDecimal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("CALL-553 what a call costs is computed as billing computes it")
class CarrierRateTest {
  @ParameterizedTest
  @CsvSource({
    "60, 60, 0, 0, 90, 0.240000",
    "1, 1, 0, 0, 90, 0.180000",
    "1, 1, 0, 0.05, 90, 0.230000",
    "30, 6, 0, 0, 37, 0.084000",
    "30, 6, 0, 0, 1, 0.060000",
    "30, 6, 0, 0.05, 0, 0",
    "30, 6, 3, 0.05, 3, 0",
    "30, 6, 3, 0.05, 4, 0.110000",
    "0, 1, 0, 0, 1, 0.002000"
  })
  void shouldCostAsInBilling(
      long minimum, long increment, long grace, String fee, long seconds, String expected) {
    // Given
    CarrierRate rate =
        new CarrierRate(
            new BigDecimal("0.12"), new BigDecimal(fee), "BRL", minimum, increment, grace);

    // Then
    assertThat(rate.of(seconds)).isEqualTo(Money.brl(expected));
  }
}
