package dev.ramal.bench.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasurementTest {
  @Test
  void shouldComeBackFromItsLineAndTellWhatOneCallbackCost() {
    // Given
    Measurement told = Measurement.parse(new Measurement(1234.5, 10, 20, 30, 4000).line());

    // When
    Measurement costing = told.costing(Duration.ofMillis(200), Duration.ofMillis(40));

    // Then
    assertThat(costing).isEqualTo(new Measurement(1234.5, 10, 20, 30, 4000, 50, 10));
  }

  @Test
  void shouldTakeTheSlowerOfTwoInTheMiddle() {
    // Given
    Measurement slow = new Measurement(100, 1, 2, 3, 4);
    Measurement fast = new Measurement(200, 1, 2, 3, 4);

    // Then
    assertThat(Measurement.median(List.of(fast, slow))).isEqualTo(slow);
  }
}
