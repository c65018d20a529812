package dev.ramal.messaging.deadletters;

import dev.ramal.events.Topics;
import dev.ramal.messaging.reach.Reach;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Says what today's rules would make of letters; changes nothing. */
@ApplicationScoped
class TryLetters {
  private final FindWaitingLetters waiting;
  private final JudgeLetters judge;
  private final AskGateway gateway;
  private final DeadLetterConfig config;
  private final Clock clock;

  TryLetters(
      FindWaitingLetters waiting,
      JudgeLetters judge,
      AskGateway gateway,
      DeadLetterConfig config,
      Clock clock) {
    this.waiting = waiting;
    this.judge = judge;
    this.gateway = gateway;
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
        .chain(found -> judged(selection, found, repair))
        .map(Judgement::result);
  }

  /** Whether a callback is understood by now, the gateway knows. */
  private Uni<Judgement> judged(
      LetterSelection selection, List<WaitingLetter> found, RepairLetter repair) {
    return selection.topic().equals(Topics.QUARANTINE)
        ? judge.judge(found, repair, this::asked)
        : judge.judge(found, repair);
  }

  private Uni<Void> asked(Judgement judgement, List<RepairedLetter> callbacks) {
    return gateway
        .ask(callbacks.stream().map(one -> one.entry().payload()).toList())
        .invoke(
            verdicts -> {
              for (int i = 0; i < verdicts.size(); i++) {
                GatewayVerdict verdict = verdicts.get(i);
                if (verdict == null) {
                  judgement.leaveOpen();
                } else if (verdict.complaint() != null) {
                  judgement.refuse(callbacks.get(i).letter().place(), verdict.complaint());
                }
              }
            })
        .replaceWithVoid();
  }
}
