package dev.ramal.messaging.deadletters;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;

/** Says what today's rules would make of letters; changes nothing. */
@ApplicationScoped
class TryLetters {
  private final FindWaitingLetters waiting;
  private final JudgeLetters judge;
  private final DeadLetterConfig config;
  private final Clock clock;

  TryLetters(
      FindWaitingLetters waiting, JudgeLetters judge, DeadLetterConfig config, Clock clock) {
    this.waiting = waiting;
    this.judge = judge;
    this.config = config;
    this.clock = clock;
  }

  /**
   * @param appliedNowhere whether their age is of no matter
   * @param most letters that are tried
   * @throws dev.ramal.kit.problem.ProblemException when nothing fits
   */
  Uni<DryRunResult> dryRun(
      Reach reach, LetterSelection selection, BodyPatch patch, boolean appliedNowhere, int most) {
    RepairLetter repair =
        new RepairLetter(
            patch,
            null,
            config.largestRecord(),
            appliedNowhere ? Instant.MIN : clock.instant().minus(config.oldest()));
    return waiting
        .find(reach, selection, most)
        .chain(found -> judge.judge(found, repair))
        .map(Judgement::result);
  }
}
