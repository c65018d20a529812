package dev.ramal.kit.lag;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Samples are written {@code position:behind}, one every five seconds. */
class ProgressWindowTest {
  private static final Instant BEGIN = Instant.parse("2026-11-30T12:00:00Z");
  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final Duration WINDOW = Duration.ofSeconds(20);

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource({
    "nothing has ever waited, 7:0 7:0 7:0 7:0 7:0, OK",
    "nothing waits any more, 7:3 7:3 7:3 7:3 10:0, OK",
    "it was done with all once, 7:3 7:3 10:0 10:2 10:2, OK",
    "the first record has just come, 7:0 7:0 7:0 7:0 7:1, OK",
    "it works off what waits, 7:90 9:80 12:70 15:60 20:50, OK",
    "it works off more and less than comes, 7:90 9:95 12:94 15:97 20:99, OK",
    "as much comes as it works off, 7:9 8:9 9:9 10:9 11:9, WARN",
    "more comes than it works off, 7:9 8:19 9:29 10:39 11:49, WARN",
    "one record in the whole window, 7:9 7:19 7:29 7:39 8:48, WARN",
    "it moved at the beginning of the window, 7:9 8:9 8:9 8:9 8:9, WARN",
    "a person sent it back, 90:9 90:9 90:9 90:9 20:79, WARN",
    "nothing moves and nothing comes, 7:9 7:9 7:9 7:9 7:9, STALL",
    "nothing moves and more comes, 7:9 7:19 7:29 7:39 7:49, STALL",
    "nothing was ever committed, -1:9 -1:9 -1:9 -1:9 -1:9, STALL",
    "old records are deleted before it reads them, 7:9 7:9 7:6 7:6 7:3, STALL",
    "it moved before the window, 1:15 7:9 7:9 7:9 7:9 7:9, STALL",
    "the window is not full, 7:9 7:9 7:9 7:9, UNKNOWN"
  })
  @DisplayName("KIT-01 who moves is never standing, however slow; who does not for a window is")
  void shouldJudgeByProgress(String what, String samples, LagStatus expected) {
    // When
    ProgressWindow window = window(samples);

    // Then
    assertThat(window.judge(true)).as(what).isEqualTo(expected);
  }

  @Test
  @DisplayName("KIT-02 who stands still and is not there has stopped; one sample tells nothing")
  void shouldTellStoppedFromStalled() {
    // Given
    ProgressWindow still = window("7:9 7:9 7:9 7:9 7:9");
    ProgressWindow slow = window("7:9 8:9 9:9 10:9 11:9");
    ProgressWindow none = new ProgressWindow(WINDOW, WINDOW);

    // Then
    assertThat(still.judge(false)).isEqualTo(LagStatus.STOP);
    assertThat(slow.judge(false)).isEqualTo(LagStatus.WARN);
    assertThat(none.judge(false)).isEqualTo(LagStatus.UNKNOWN);
    assertThat(none.still()).isNull();
    assertThat(LagStatus.values()).filteredOn(LagStatus::isStanding).hasSize(2);
    assertThat(LagStatus.values()).noneMatch(one -> one.isStanding() && one.isSettled());
  }

  @Test
  @DisplayName("KIT-03 it says since when nothing moves, also once the window has left that behind")
  void shouldSaySinceWhenNothingMoves() {
    // Given
    ProgressWindow fromIdle = window("7:0 7:0 7:1 7:1 7:2 7:2 7:2 7:2 7:2 7:2");
    ProgressWindow fromWork = window("7:5 8:4 9:3 9:3 9:3 9:3 9:3 9:3 9:3 9:3");

    // Then
    assertThat(fromIdle.still()).isEqualTo(BEGIN.plus(EVERY.multipliedBy(2)));
    assertThat(fromWork.still()).isEqualTo(BEGIN.plus(EVERY.multipliedBy(2)));
  }

  @Test
  @DisplayName("KIT-04 a gap, a clock that goes back and a cleared window begin anew")
  void shouldBeginAnewAfterAGap() {
    // Given
    ProgressWindow gap = window("7:9 7:9 7:9 7:9");
    ProgressWindow back = window("7:9 7:9 7:9 7:9");
    ProgressWindow cleared = window("7:9 7:9 7:9 7:9 7:9");

    // When
    gap.add(new ProgressSample(BEGIN.plus(Duration.ofMinutes(5)), 7, 9));
    back.add(new ProgressSample(BEGIN.minus(EVERY), 7, 9));
    cleared.clear();

    // Then
    assertThat(List.of(gap, back, cleared))
        .allSatisfy(window -> assertThat(window.judge(true)).isEqualTo(LagStatus.UNKNOWN));
    assertThat(gap.still()).isEqualTo(BEGIN.plus(Duration.ofMinutes(5)));
  }

  /** Each step moves it on; what waits is whatever it is. */
  @Property
  void shouldNeverTellOfWhoMovesWithEachSample(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 0, max = 50) Integer> behind) {
    // Given
    ProgressWindow window = new ProgressWindow(WINDOW, WINDOW);

    // Then
    for (int i = 0; i < behind.size(); i++) {
      window.add(new ProgressSample(BEGIN.plus(EVERY.multipliedBy(i)), i, behind.get(i)));
      assertThat(window.judge(false).isStanding()).isFalse();
    }
  }

  /** However long it went well before. */
  @Property
  void shouldTellWithinAWindowAndOneSampleOfWhoStandsStill(
      @ForAll @IntRange(min = 0, max = 40) int wellBefore) {
    // Given
    ProgressWindow window = new ProgressWindow(WINDOW, WINDOW);
    for (int i = 0; i < wellBefore; i++) {
      window.add(new ProgressSample(BEGIN.plus(EVERY.multipliedBy(i)), i, i % 3));
    }

    // When
    List<LagStatus> judged = new ArrayList<>();
    for (int i = 0; i <= 5; i++) {
      window.add(new ProgressSample(BEGIN.plus(EVERY.multipliedBy(wellBefore + i)), 1_000, 1));
      judged.add(window.judge(true));
    }

    // Then
    assertThat(judged.subList(0, 4)).noneMatch(LagStatus::isStanding);
    assertThat(judged.subList(4, 6)).containsOnly(LagStatus.STALL);
  }

  private static ProgressWindow window(String samples) {
    ProgressWindow window = new ProgressWindow(WINDOW, WINDOW);
    String[] each = samples.split(" ");
    for (int i = 0; i < each.length; i++) {
      String[] parts = each[i].split(":");
      window.add(
          new ProgressSample(
              BEGIN.plus(EVERY.multipliedBy(i)),
              Long.parseLong(parts[0]),
              Long.parseLong(parts[1])));
    }
    return window;
  }
}
