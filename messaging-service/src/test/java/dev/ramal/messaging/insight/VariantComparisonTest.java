package dev.ramal.messaging.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ramal.messaging.insight.Proportion.Interval;
import dev.ramal.messaging.insight.VariantComparison.State;
import java.util.Map;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("MSG-184 variants are compared honestly")
class VariantComparisonTest {
  private static final Offset<Double> CLOSE = within(0.00006);

  /** The last two are of Newcombe's tables. */
  @ParameterizedTest
  @CsvSource({
    "10, 100, 0.0552, 0.1744",
    "0, 20, 0, 0.1611",
    "20, 20, 0.8389, 1",
    "50, 100, 0.4038, 0.5962",
    "81, 263, 0.2553, 0.3662",
    "15, 148, 0.0624, 0.1605"
  })
  void shouldTellTheIntervalOfWilson(long successes, long trials, double low, double high) {
    // When
    Interval interval = new Proportion(successes, trials).wilson(Proportion.Z_95);
    // Then
    assertThat(interval.low()).isCloseTo(low, CLOSE);
    assertThat(interval.high()).isCloseTo(high, CLOSE);
  }

  @ParameterizedTest
  @CsvSource({
    "56, 70, 48, 80, 0.0524, 0.3339",
    "9, 10, 3, 10, 0.1705, 0.8090",
    "10, 10, 0, 20, 0.6791, 1"
  })
  void shouldTellTheIntervalOfADifferenceAsNewcombeDoes(
      long some, long ofSome, long others, long ofOthers, double low, double high) {
    // When
    Interval interval =
        new Proportion(some, ofSome).difference(new Proportion(others, ofOthers), Proportion.Z_95);
    // Then
    assertThat(interval.low()).isCloseTo(low, CLOSE);
    assertThat(interval.high()).isCloseTo(high, CLOSE);
  }

  @Test
  void shouldKnowNothingWithoutTrials() {
    // Then
    assertThat(new Proportion(0, 0).wilson(Proportion.Z_95)).isEqualTo(new Interval(0, 1));
  }

  @Test
  void shouldJudgeOnceEverySampleIsFull() {
    // Then
    assertThat(VariantComparison.of(samples(60, 399, 20, 400), 400).state())
        .isEqualTo(State.RUNNING);
    assertThat(VariantComparison.of(samples(20, 400, 60, 400), 400))
        .isEqualTo(new VariantComparison(State.WINNER, "B"));
    assertThat(VariantComparison.of(samples(40, 400, 41, 400), 400))
        .isEqualTo(new VariantComparison(State.NO_DIFFERENCE, null));
  }

  @Test
  void shouldWantMoreOfADifferenceWhereMoreAreCompared() {
    // Given: enough for two, not for three
    Map<String, Proportion> two = samples(40, 400, 60, 400);
    Map<String, Proportion> three =
        Map.of(
            "A", new Proportion(40, 400),
            "B", new Proportion(60, 400),
            "C", new Proportion(40, 400));
    // Then
    assertThat(VariantComparison.of(two, 400).state()).isEqualTo(State.WINNER);
    assertThat(VariantComparison.of(three, 400).state()).isEqualTo(State.NO_DIFFERENCE);
  }

  /**
   * Of variants that are alike, whoever looks after each contact still sees few winners: nothing is
   * judged before the samples are full, and full ones stay as they are. Who judged at each look
   * would see a winner several times as often.
   */
  @Test
  void shouldSeeFewWinnersAmongTheAlike() {
    // Given
    Random chance = new Random(7);
    int winners = 0;
    int winnersOfTheHasty = 0;
    // When
    for (int trial = 0; trial < 2000; trial++) {
      int a = 0;
      int b = 0;
      boolean won = false;
      boolean wonInHaste = false;
      for (int contact = 1; contact <= 200; contact++) {
        a += chance.nextInt(10) == 0 ? 1 : 0;
        b += chance.nextInt(10) == 0 ? 1 : 0;
        Map<String, Proportion> seen = samples(a, contact, b, contact);
        won |= VariantComparison.of(seen, 200).state() == State.WINNER;
        wonInHaste = wonInHaste || VariantComparison.of(seen, contact).state() == State.WINNER;
      }
      winners += won ? 1 : 0;
      winnersOfTheHasty += wonInHaste ? 1 : 0;
    }
    // Then: 5 of 100, and what chance adds
    assertThat(winners).isLessThan(130);
    assertThat(winnersOfTheHasty).isGreaterThan(2 * winners);
  }

  private static Map<String, Proportion> samples(long a, long ofA, long b, long ofB) {
    return Map.of("A", new Proportion(a, ofA), "B", new Proportion(b, ofB));
  }
}
