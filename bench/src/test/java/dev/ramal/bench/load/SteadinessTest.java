package dev.ramal.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SteadinessTest {
  private final Steadiness steadiness = new Steadiness();

  @Test
  void shouldGoOnWhileAnyCandidateBecomesCheaper() {
    steadiness.turn(Map.of("ours", 100.0, "bare", 50.0));
    steadiness.turn(Map.of("ours", 99.0, "bare", 40.0));
    steadiness.turn(Map.of("ours", 98.0, "bare", 41.0));
    assertThat(steadiness.reached()).isFalse();

    steadiness.turn(Map.of("ours", 120.0, "bare", 39.0));

    assertThat(steadiness.reached()).isTrue();
    assertThat(steadiness.least()).isEqualTo(Map.of("ours", 98L, "bare", 39L));
  }

  @Test
  void shouldEndAfterTwelveTurns() {
    for (int turn = 0; turn < 12; turn++) {
      assertThat(steadiness.reached()).isFalse();
      steadiness.turn(Map.of("ours", 1000.0 / (1 << turn)));
    }
    assertThat(steadiness.reached()).isTrue();
  }
}
