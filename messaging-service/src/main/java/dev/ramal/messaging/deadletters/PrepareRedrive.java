package dev.ramal.messaging.deadletters;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reads the letters of a redrive, judges them and keeps aside what would be sent of them. That
 * takes seconds and asks Kafka: no transaction is open meanwhile, and no letter is locked.
 */
@ApplicationScoped
class PrepareRedrive {
  private final FindWaitingLetters waiting;
  private final JudgeLetters judge;
  private final RedriveDraftRepository drafts;
  private final DeadLetterConfig config;
  private final Clock clock;

  PrepareRedrive(
      FindWaitingLetters waiting,
      JudgeLetters judge,
      RedriveDraftRepository drafts,
      DeadLetterConfig config,
      Clock clock) {
    this.waiting = waiting;
    this.judge = judge;
    this.drafts = drafts;
    this.config = config;
    this.clock = clock;
  }

  /**
   * @param draft that was taken
   * @throws dev.ramal.kit.problem.ProblemException when nothing fits, more fits than the quota, one
   *     would fail again, or the draft was lost
   */
  Uni<PreparedRedrive> prepare(RedriveDraft draft, RedriveOrder order) {
    RepairLetter repair =
        new RepairLetter(
            order.patch(),
            draft.id(),
            config.largestRecord(),
            order.appliedNowhere() ? Instant.MIN : clock.instant().minus(config.oldest()));
    AtomicInteger next = new AtomicInteger();
    return waiting
        .find(draft.reach(), order.selection(), order.quota() + 1)
        .invoke(found -> holdToQuota(found.size(), order.quota()))
        .chain(found -> LetterReaders.onWorker(() -> SendingOrder.of(found)))
        .chain(
            ordered ->
                judge.judge(ordered, repair, (judgement, set) -> keep(draft, next, judgement, set)))
        .invoke(PrepareRedrive::holdToRules)
        .map(judgement -> new PreparedRedrive(draft, order, judgement));
  }

  /** Where one would fail again nothing is sent, and nothing more kept; the draft is held on to. */
  private Uni<Void> keep(
      RedriveDraft draft, AtomicInteger next, Judgement judgement, List<RepairedLetter> set) {
    List<RepairedLetter> kept = judgement.isClean() ? set : List.of();
    return drafts
        .keep(draft, next.getAndAdd(kept.size()), kept, config.lease())
        .invoke(
            held -> {
              if (!held) {
                throw DeadLetterProblems.redrivenMeanwhile().exception();
              }
            })
        .replaceWithVoid();
  }

  private static void holdToQuota(int found, int quota) {
    if (found > quota) {
      throw DeadLetterProblems.aboveQuota(found, quota).exception();
    }
  }

  private static void holdToRules(Judgement judgement) {
    if (!judgement.isClean()) {
      throw DeadLetterProblems.wouldFailAgain(judgement.result()).exception();
    }
  }
}
