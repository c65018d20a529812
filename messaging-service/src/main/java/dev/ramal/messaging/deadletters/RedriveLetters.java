package dev.ramal.messaging.deadletters;

import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.tenancy.SqlTransaction;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/**
 * Sends letters again: all that fit, or none.
 *
 * <p>Failure policy: who asked, which letters and what is sent are one transaction; where one
 * letter would fail again, or the process dies, nothing has happened. What has committed is
 * published by the relay of the outbox, also by a process that begins later: in order within a key,
 * and none a second time that the broker has acknowledged and the relay has seen acknowledged. What
 * a relay that died had not seen comes twice, with the same {@code ce_id}, which readers drop; so
 * do those readers of the topic that had taken the record the first time.
 */
@ApplicationScoped
class RedriveLetters {
  private final SqlTransactions transactions;
  private final DeadLetterRepository letters;
  private final RedriveRepository redrives;
  private final JudgeLetters judge;
  private final Outbox outbox;
  private final DeadLetterConfig config;
  private final Clock clock;

  RedriveLetters(
      SqlTransactions transactions,
      DeadLetterRepository letters,
      RedriveRepository redrives,
      JudgeLetters judge,
      Outbox outbox,
      DeadLetterConfig config,
      Clock clock) {
    this.transactions = transactions;
    this.letters = letters;
    this.redrives = redrives;
    this.judge = judge;
    this.outbox = outbox;
    this.config = config;
    this.clock = clock;
  }

  /**
   * What today's rules would say; changes nothing.
   *
   * @throws dev.ramal.kit.problem.ProblemException when nothing fits
   */
  Uni<DryRunResult> dryRun(Reach reach, LetterSelection selection, BodyPatch patch, int most) {
    return reach
        .in(
            transactions,
            sql ->
                fitting(sql, reach, selection, most)
                    .chain(() -> letters.first(sql, reach, selection, most)))
        .chain(found -> judge.judge(found, new RepairLetter(patch, null, config.largestRecord())))
        .map(Judgement::result);
  }

  /**
   * @param quota most letters that may be taken
   * @param by the person's id
   * @return the redrive; its records leave from now on
   * @throws dev.ramal.kit.problem.ProblemException when nothing fits, more fits than the quota, one
   *     would fail again, or another redrive of the topic is under way; nothing was changed then
   */
  Uni<Redrive> redrive(
      Reach reach, LetterSelection selection, BodyPatch patch, int quota, String by) {
    String id = UuidV7.next().toString();
    RepairLetter repair = new RepairLetter(patch, id, config.largestRecord());
    return reach.in(
        transactions,
        sql ->
            redrives
                .takeTurn(sql, reach, selection.topic())
                .invoke(RedriveLetters::holdToTurn)
                .chain(() -> fitting(sql, reach, selection, quota + 1))
                .invoke(waiting -> holdToQuota(waiting, quota))
                .chain(waiting -> claim(sql, reach, selection, id, waiting, quota))
                .chain(
                    claimed ->
                        judge
                            .judge(claimed, repair, entries -> outbox.repeatAll(sql, entries))
                            .invoke(RedriveLetters::holdToRules)
                            .call(judged -> letters.forget(sql, reach, id, judged.gone())))
                .map(Judgement::result)
                .map(
                    judged ->
                        new Redrive(
                            reach.owner(),
                            id,
                            reach.word(),
                            selection.topic(),
                            selection.fingerprint(),
                            patch.text(),
                            quota,
                            Math.toIntExact(judged.valid()),
                            Math.toIntExact(judged.gone()),
                            by,
                            clock.instant()))
                .call(redrive -> redrives.keep(sql, redrive)));
  }

  /** How many fit, counted no further than that. */
  private Uni<Long> fitting(SqlTransaction sql, Reach reach, LetterSelection selection, int most) {
    return letters
        .count(sql, reach, selection, Math.max(most, selection.ids().size()))
        .call(
            waiting ->
                waiting > 0
                    ? Uni.createFrom().voidItem()
                    : letters
                        .isKnown(sql, reach, selection.topic())
                        .invoke(RedriveLetters::nothingFits))
        .invoke(
            waiting -> {
              String[] ids = selection.idsOrNull();
              if (ids != null && waiting < ids.length) {
                throw DeadLetterProblems.noSuchLetters()
                    .field("ids", (ids.length - waiting) + " of them wait not, or are none")
                    .exception();
              }
            });
  }

  private static void holdToTurn(boolean mine) {
    if (!mine) {
      throw DeadLetterProblems.redrivenMeanwhile().exception();
    }
  }

  private static void nothingFits(boolean topicIsKnown) {
    throw topicIsKnown
        ? DeadLetterProblems.noSuchLetters().exception()
        : DeadLetterProblems.noSuchTopic().field("topic", "holds nothing of yours").exception();
  }

  private static void holdToQuota(long waiting, int quota) {
    if (waiting > quota) {
      throw DeadLetterProblems.aboveQuota(waiting, quota).exception();
    }
  }

  /** Others may have been quicker, and more may have died since they were counted. */
  private Uni<List<WaitingLetter>> claim(
      SqlTransaction sql,
      Reach reach,
      LetterSelection selection,
      String id,
      long waiting,
      int quota) {
    return letters
        .claim(sql, reach, selection, id)
        .invoke(
            claimed -> {
              holdToQuota(claimed.size(), quota);
              if (claimed.size() < waiting) {
                throw DeadLetterProblems.redrivenMeanwhile().exception();
              }
            })
        .chain(claimed -> LetterReaders.onWorker(() -> SendingOrder.of(claimed)));
  }

  private static void holdToRules(Judgement judgement) {
    if (!judgement.isClean()) {
      throw DeadLetterProblems.wouldFailAgain(judgement.result()).exception();
    }
  }

  /** Most letters that may be asked for at one time. */
  int largest() {
    return config.largest();
  }
}
