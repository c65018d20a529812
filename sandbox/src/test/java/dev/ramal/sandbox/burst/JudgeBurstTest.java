package dev.ramal.sandbox.burst;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JudgeBurstTest {
  private static final List<String> WANTED = List.of("+551195105", "+551195106");
  private static final List<String> LATE = List.of("l1", "l2", "l3", "l4", "l5");
  private static final List<String> TAKEN = List.of("+551195105", "+551195106", "l1");
  private static final Map<String, Long> STATES = Map.of("sent", 1L, "delivered", 1L);
  private static final List<Duration> FELT = List.of(Duration.ofMillis(80));
  private static final Map<String, Long> EXPIRED = Map.of("delivered", 1L, "expired", 4L);

  @Test
  void shouldFindNothingWhereEachWasTakenOnce() {
    // When
    List<String> broken = JudgeBurst.judge(outcome(TAKEN, STATES, 0, FELT, EXPIRED, 1));

    // Then
    assertThat(broken).isEmpty();
  }

  static Stream<Arguments> wrong() {
    List<Duration> slow = List.of(Duration.ofMillis(80), Duration.ofSeconds(9));
    List<String> twice = List.of("+551195105", "+551195105", "+551195106", "l1");
    List<String> lost = List.of("+551195105", "l1");
    List<String> more = List.of("+551195105", "+551195106", "+551195107", "l1");
    Map<String, Long> failed = Map.of("delivered", 1L, "failed", 1L);
    Map<String, Long> none = Map.of("delivered", 1L);
    Map<String, Long> left = Map.of("delivered", 3L, "expired", 2L);
    return Stream.of(
        Arguments.of("answered with 429", outcome(TAKEN, STATES, 3, FELT, EXPIRED, 1)),
        Arguments.of("was sent 2 messages", outcome(twice, STATES, 0, FELT, EXPIRED, 1)),
        Arguments.of("was sent 0 messages", outcome(lost, STATES, 0, FELT, EXPIRED, 1)),
        Arguments.of("nobody asked for", outcome(more, STATES, 0, FELT, EXPIRED, 1)),
        Arguments.of("not all of ours", outcome(TAKEN, failed, 0, FELT, EXPIRED, 1)),
        Arguments.of("not all of ours", outcome(TAKEN, none, 0, FELT, EXPIRED, 1)),
        Arguments.of("took 9000 ms", outcome(TAKEN, STATES, 0, slow, EXPIRED, 1)),
        Arguments.of("nobody else wrote", outcome(TAKEN, STATES, 0, List.of(), EXPIRED, 1)),
        Arguments.of("3 were sent", outcome(TAKEN, STATES, 0, FELT, left, 3)),
        Arguments.of("2 were sent", outcome(TAKEN, STATES, 0, FELT, EXPIRED, 2)));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void shouldSayWhatIsWrong(String what, BurstOutcome seen) {
    // When
    List<String> broken = JudgeBurst.judge(seen);

    // Then
    assertThat(broken).singleElement().asString().contains(what);
  }

  private static BurstOutcome outcome(
      List<String> taken,
      Map<String, Long> states,
      int refused,
      List<Duration> felt,
      Map<String, Long> lateStates,
      long lateTaken) {
    return new BurstOutcome(
        WANTED, taken, states, refused, Duration.ofSeconds(1), felt, LATE, lateStates, lateTaken);
  }
}
