package dev.ramal.calls.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("CALL-383 a number is in bad health beside the others of its organization, or is not")
class NumberHealthTest {
  private static final int LEAST = 50;

  @ParameterizedTest(name = "{0} calls, {1} short; {2} leads, {3} picked up: {4}")
  @CsvSource(
      nullValues = "-",
      value = {
        // others: 1000 calls, 300 short; 500 leads, 200 picked up
        "100, 30, 50, 20, -",
        "100, 30, 50, 10, -",
        "100, 30, 50, 9, '18 % of the leads picked up, of other numbers 40 %'",
        "100, 30, 49, 0, -",
        "100, 49, 50, 20, -",
        "100, 50, 50, 20, '50 % of its calls were short, of other numbers 30 %'",
        "0, 0, 0, 0, -"
      })
  void shouldCompareWithOtherNumbers(
      long calls, long shortCalls, long leads, long answered, String because) {
    // Given
    NumberHealth others = new NumberHealth(1000, 300, 500, 200);

    // When
    NumberHealth own = new NumberHealth(calls, shortCalls, leads, answered);

    // Then
    assertThat(own.illness(others, LEAST).orElse(null)).isEqualTo(because);
    assertThat(own.illness(NumberHealth.NONE, LEAST)).as("nobody to compare with").isEmpty();
    assertThat(own.plus(others).minus(own)).isEqualTo(others);
  }
}
