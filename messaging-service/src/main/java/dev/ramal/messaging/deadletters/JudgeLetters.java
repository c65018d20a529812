package dev.ramal.messaging.deadletters;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Reads letters, some at a time, and holds each to today's rules: a million would not fit into
 * memory.
 */
@ApplicationScoped
class JudgeLetters {
  private final LetterReaders readers;
  private final DeadLetterConfig config;

  JudgeLetters(LetterReaders readers, DeadLetterConfig config) {
    this.readers = readers;
    this.config = config;
  }

  /** Keeps nothing of what would be sent. */
  Uni<Judgement> judge(List<WaitingLetter> letters, RepairLetter repair) {
    return judge(letters, repair, false, (judgement, valid) -> Uni.createFrom().voidItem());
  }

  /**
   * @param letters in the order in which they are judged and handed on
   * @param taken what becomes of those that are valid, set by set, with what is said so far; a set
   *     may be empty
   */
  Uni<Judgement> judge(
      List<WaitingLetter> letters,
      RepairLetter repair,
      BiFunction<Judgement, List<RepairedLetter>, Uni<Void>> taken) {
    return judge(letters, repair, true, taken);
  }

  private Uni<Judgement> judge(
      List<WaitingLetter> letters,
      RepairLetter repair,
      boolean kept,
      BiFunction<Judgement, List<RepairedLetter>, Uni<Void>> taken) {
    Judgement judgement = new Judgement();
    return readers.with(
        reader ->
            Multi.createFrom()
                .iterable(
                    LetterSets.of(letters, config.batch(), LetterSets.MOST_BYTES, repair.growth()))
                .onItem()
                .transformToUniAndConcatenate(
                    set ->
                        LetterReaders.onWorker(() -> repaired(reader, set, repair, kept, judgement))
                            .chain(valid -> taken.apply(judgement, valid)))
                .onItem()
                .ignoreAsUni()
                .replaceWith(judgement));
  }

  private static List<RepairedLetter> repaired(
      LetterReader reader,
      List<WaitingLetter> set,
      RepairLetter repair,
      boolean kept,
      Judgement judgement) {
    Map<LetterPlace, RawLetter> found =
        reader.read(set.stream().map(WaitingLetter::place).toList());
    List<RepairedLetter> valid = new ArrayList<>(set.size());
    for (WaitingLetter letter : set) {
      RawLetter raw = found.get(letter.place());
      if (raw == null) {
        judgement.addGone(letter.place());
        continue;
      }
      RepairLetter.Repaired repaired = repair.repair(raw);
      judgement.add(letter.place(), raw, repaired);
      if (kept && repaired.isValid()) {
        valid.add(new RepairedLetter(letter, repaired.entry()));
      }
    }
    return valid;
  }
}
