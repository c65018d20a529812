package dev.ramal.kit.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.kit.time.Backoff;
import dev.ramal.testkit.Tenants;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ConclusionTest {
  private static final Instant NOW = Instant.parse("2026-11-02T10:00:00Z");
  private static final Duration FLOOR = Duration.ofSeconds(1);
  private static final Duration CEILING = Duration.ofMinutes(5);

  private final JobQueue queue =
      JobQueue.named("q")
          .attempts(3, Backoff.doubling(Duration.ofSeconds(2), Duration.ofSeconds(10)))
          .questions(
              Backoff.doubling(Duration.ofSeconds(5), Duration.ofMinutes(2)), Duration.ofHours(1));

  @Test
  void shouldCountWhatWasNotTakenAndWaitLongerEachTime() {
    // Given
    Job second = sent(1);

    // When
    Conclusion conclusion = conclusion(second, new Outcome.NotTaken<>("busy"));

    // Then
    assertThat(conclusion.event()).isEqualTo(JobEvent.NOT_TAKEN);
    assertThat(conclusion.failures()).isEqualTo(2);
    assertThat(conclusion.delay()).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void shouldCountNeitherTheAttemptNorTheWaitOfWhatHasNotItsTimeYet() {
    // Given
    Duration night = Duration.ofHours(13);

    // When
    Conclusion conclusion = conclusion(sent(2), new Outcome.NotNow<>(night, "it is night"));

    // Then
    assertThat(conclusion.event()).isEqualTo(JobEvent.NOT_TAKEN);
    assertThat(conclusion.failures()).isEqualTo(2);
    assertThat(conclusion.delay()).isEqualTo(night);
    assertThat(conclusion.longer()).isEqualTo(night);
    assertThat(conclusion.pause()).isNull();
  }

  @Test
  void shouldGiveUpAfterTheLastAttempt() {
    // Given
    Job third = sent(2);

    // When
    Conclusion conclusion = conclusion(third, new Outcome.NotTaken<>("busy"));

    // Then
    assertThat(conclusion.event()).isEqualTo(JobEvent.EXHAUSTED);
    assertThat(conclusion.reason()).isEqualTo("busy");
  }

  @Test
  void shouldNotCountThrottlingAndKeepThePauseWithinItsBounds() {
    // Given
    Job last = sent(2);

    // When
    Conclusion tooShort = conclusion(last, new Outcome.Throttled<>(Duration.ZERO, "429"));
    Conclusion tooLong = conclusion(last, new Outcome.Throttled<>(Duration.ofDays(1), "429"));
    Conclusion silent = conclusion(last, new Outcome.Throttled<>(null, "429"));

    // Then
    assertThat(tooShort.event()).isEqualTo(JobEvent.NOT_TAKEN);
    assertThat(tooShort.failures()).isEqualTo(2);
    assertThat(tooShort.pause()).isEqualTo(FLOOR);
    assertThat(tooLong.pause()).isEqualTo(CEILING);
    assertThat(silent.pause()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void shouldSendAgainAtOnceWhatIsProvenNotToBeThere() {
    // Given
    Job asked = asked(4);

    // When
    Conclusion conclusion = conclusion(asked, new Outcome.NotTaken<>("not created"));

    // Then
    assertThat(conclusion.event()).isEqualTo(JobEvent.NOT_TAKEN);
    assertThat(conclusion.delay()).isZero();
    assertThat(conclusion.questions()).isZero();
  }

  @Test
  void shouldStayUnclearWhenTheQuestionIsThrottled() {
    // Given
    Job asked = asked(1);

    // When
    Conclusion conclusion = conclusion(asked, new Outcome.Throttled<>(CEILING, "429"));

    // Then
    assertThat(conclusion.event()).isEqualTo(JobEvent.UNCLEAR);
    assertThat(conclusion.pause()).isEqualTo(CEILING);
  }

  @Test
  void shouldStopAskingInTheEnd() {
    // Given
    Job asked = asked(9);
    Instant late = NOW.plus(Duration.ofMinutes(61));

    // When
    Conclusion conclusion =
        Conclusion.of(asked, new Outcome.Unknown<>("cannot tell"), queue, late, FLOOR, CEILING);

    // Then
    assertThat(conclusion.event()).isEqualTo(JobEvent.NEVER_TOLD);
  }

  @Test
  void shouldTellARefusalFromOneThatCameTooLate() {
    // Given
    Job first = sent(0);

    // When
    Conclusion refused = conclusion(first, new Outcome.Refused<>("21211", "no such number"));
    Conclusion late = conclusion(first, new Outcome.Refused<>(JobHandler.TOO_LATE, "late"));

    // Then
    assertThat(refused.event()).isEqualTo(JobEvent.REFUSED);
    assertThat(refused.code()).isEqualTo("21211");
    assertThat(late.event()).isEqualTo(JobEvent.EXPIRED);
  }

  private Conclusion conclusion(Job job, Outcome<String> outcome) {
    return Conclusion.of(job, outcome, queue, NOW, FLOOR, CEILING);
  }

  private static Job sent(int failures) {
    return job(JobState.WAITING, failures, 0);
  }

  private static Job asked(int questions) {
    return job(JobState.UNKNOWN, 0, questions);
  }

  private static Job job(JobState state, int failures, int questions) {
    return new Job(
        1,
        "id",
        Tenants.AURORA,
        "q",
        "post",
        "subject",
        "",
        "{}",
        state,
        failures + 1,
        failures,
        questions,
        NOW,
        NOW,
        NOW,
        null,
        NOW.plusSeconds(30));
  }
}
