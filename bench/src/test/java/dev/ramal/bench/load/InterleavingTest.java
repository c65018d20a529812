package dev.ramal.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterleavingTest {
  private static final int SUBJECTS = 5000;

  @Test
  void shouldSendEverythingOnceAmongEachOtherAndSometimesOvertaking() {
    // When
    List<int[]> order = new ArrayList<>();
    new Interleaving<int[]>(SUBJECTS, 3, (subject, step) -> new int[] {subject, step})
        .forEachRemaining(order::add);

    // Then
    int[] next = new int[SUBJECTS];
    long overtaking = 0;
    long besideItself = 0;
    for (int i = 0; i < order.size(); i++) {
      int[] one = order.get(i);
      overtaking += next[one[0]]++ == one[1] ? 0 : 1;
      besideItself += i > 0 && order.get(i - 1)[0] == one[0] ? 1 : 0;
    }
    assertThat(order).hasSize(3 * SUBJECTS);
    assertThat(next).containsOnly(3);
    assertThat(overtaking).isBetween(SUBJECTS / 100L, SUBJECTS / 4L);
    assertThat(besideItself).isLessThan(SUBJECTS / 20);
  }
}
