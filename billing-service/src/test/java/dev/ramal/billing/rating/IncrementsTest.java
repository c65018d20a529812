package dev.ramal.billing.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncrementsTest {
  @DisplayName("BILL-01 golden seconds under 30/6, 60/60, 6/6 and 1/1")
  @ParameterizedTest(name = "{0} s")
  @CsvSource({
    "   0,    0,    0,    0,    0",
    "   1,   30,   60,    6,    1",
    "   5,   30,   60,    6,    5",
    "   6,   30,   60,    6,    6",
    "   7,   30,   60,   12,    7",
    "  29,   30,   60,   30,   29",
    "  30,   30,   60,   30,   30",
    "  31,   36,   60,   36,   31",
    "  36,   36,   60,   36,   36",
    "  37,   42,   60,   42,   37",
    "  59,   60,   60,   60,   59",
    "  60,   60,   60,   60,   60",
    "  61,   66,  120,   66,   61",
    "3600, 3600, 3600, 3600, 3600"
  })
  void shouldBillGoldenSeconds(long talked, long b30s6, long b60s60, long b6s6, long b1s1) {
    // Given
    Increments retail = Increments.of(30, 6);

    // When
    long billed = retail.billed(talked);

    // Then
    assertThat(billed).isEqualTo(b30s6);
    assertThat(Increments.of(60, 60).billed(talked)).isEqualTo(b60s60);
    assertThat(Increments.of(6, 6).billed(talked)).isEqualTo(b6s6);
    assertThat(Increments.of(1, 1).billed(talked)).isEqualTo(b1s1);
  }

  @DisplayName("BILL-02 grace is free, one second more is billed whole")
  @Test
  void shouldBillNothingInsideTheGrace() {
    // Given
    Increments graced = new Increments(30, 6, 3);

    // When
    long inside = graced.billed(3);

    // Then
    assertThat(inside).isZero();
    assertThat(graced.billed(4)).isEqualTo(30);
  }

  @Property
  void shouldNeverBillLessThanUsedNorAFullStepMore(
      @ForAll @LongRange(min = 1, max = 100_000) long quantity,
      @ForAll @LongRange(min = 0, max = 600) long minimum,
      @ForAll @LongRange(min = 1, max = 600) long increment) {
    // Given
    Increments increments = Increments.of(minimum, increment);

    // When
    long billed = increments.billed(quantity);

    // Then
    assertThat(billed).isGreaterThanOrEqualTo(Math.max(quantity, minimum));
    assertThat(billed).isLessThan(Math.max(quantity, minimum) + increment);
    assertThat((billed - minimum) % increment).isZero();
  }

  @Property
  void shouldNeverBillALongerCallLess(
      @ForAll @LongRange(min = 0, max = 100_000) long quantity,
      @ForAll @LongRange(min = 0, max = 100) long more) {
    // Given
    Increments retail = Increments.of(30, 6);

    // When
    long longer = retail.billed(quantity + more);

    // Then
    assertThat(longer).isGreaterThanOrEqualTo(retail.billed(quantity));
  }

  @Test
  void shouldRefuseAStepOfNothing() {
    // Given
    long nothing = 0;

    // When, Then
    assertThatIllegalArgumentException().isThrownBy(() -> Increments.of(30, nothing));
  }
}
