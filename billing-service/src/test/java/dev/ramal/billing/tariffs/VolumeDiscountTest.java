package dev.ramal.billing.tariffs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.ramal.events.EventJson;
import dev.ramal.events.Money;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VolumeDiscountTest {
  private static final long MINUTE = 60;

  @DisplayName("BILL-13 volume tiers of the price list hold each for the minutes inside it")
  @ParameterizedTest(name = "{0} minutes")
  @CsvSource({
    "  50000,      0.00",
    "  50001,      0.01",
    " 500000,  4500.00",
    "2000000, 34500.00",
    "2000010, 34500.30"
  })
  void shouldDiscountEachTierByItself(long minutes, String discount) throws IOException {
    // Given
    Money cost = Money.brl("0.10").times(java.math.BigDecimal.valueOf(minutes));

    // When
    Money taken = of(seeded(), cost, 0, minutes * MINUTE);

    // Then
    assertThat(taken).isEqualTo(Money.brl(discount));
  }

  @Test
  void shouldGiveBackWhatACorrectionTakesBack() throws IOException {
    // Given
    VolumeDiscount discount = seeded();
    Money cost = Money.brl("12.00");

    // When
    Money given = of(discount, cost, 49_970 * MINUTE, 60 * MINUTE);

    // Then
    assertThat(given).isEqualTo(Money.brl("0.60"));
    assertThat(of(discount, cost.negated(), 50_030 * MINUTE, -60 * MINUTE))
        .isEqualTo(given.negated());
  }

  private static Money of(VolumeDiscount discount, Money cost, long before, long units) {
    return discount.of(discount.divide(cost.amount(), before, units));
  }

  private static VolumeDiscount seeded() throws IOException {
    return EventJson.mapper()
        .readValue(
            VolumeDiscountTest.class.getResourceAsStream("/seed/volume-discounts.json"),
            new TypeReference<List<VolumeDiscount>>() {})
        .get(0);
  }
}
