package dev.ramal.messaging.deadletters;

import dev.ramal.kit.tenancy.SqlTransaction;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.messaging.reach.Reach;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Finds the letters that somebody means, or says why there are none. */
@ApplicationScoped
class FindWaitingLetters {
  private final SqlTransactions transactions;
  private final DeadLetterRepository letters;

  FindWaitingLetters(SqlTransactions transactions, DeadLetterRepository letters) {
    this.transactions = transactions;
    this.letters = letters;
  }

  /**
   * @return those that wait and fit, in the order in which they lie in their topic; so many at most
   * @throws dev.ramal.kit.problem.ProblemException when nothing fits, or an id waits not
   */
  Uni<List<WaitingLetter>> find(Reach reach, LetterSelection selection, int most) {
    return reach.in(
        transactions,
        sql ->
            fitting(sql, reach, selection, most)
                .chain(() -> letters.first(sql, reach, selection, most)));
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
                        .invoke(FindWaitingLetters::nothingFits))
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

  private static void nothingFits(boolean topicIsKnown) {
    throw topicIsKnown
        ? DeadLetterProblems.noSuchLetters().exception()
        : DeadLetterProblems.noSuchTopic().field("topic", "holds nothing of yours").exception();
  }
}
