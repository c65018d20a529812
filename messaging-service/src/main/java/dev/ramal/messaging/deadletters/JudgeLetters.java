package dev.ramal.messaging.deadletters;

import dev.ramal.kit.outbox.OutboxEntry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads letters, some at a time, and holds each to today's rules: a million would not fit into
 * memory.
 */
@ApplicationScoped
class JudgeLetters {
  private static final String GONE = "the record is no longer on Kafka";

  private final LetterReaders readers;
  private final DeadLetterConfig config;

  JudgeLetters(LetterReaders readers, DeadLetterConfig config) {
    this.readers = readers;
    this.config = config;
  }

  /**
   * @param letters in the order in which they are judged and handed on
   * @param taken what becomes of those that are valid, set by set
   */
  Uni<Judgement> judge(
      List<WaitingLetter> letters,
      RepairLetter repair,
      Function<List<OutboxEntry>, Uni<Void>> taken) {
    Judgement judgement = new Judgement();
    return readers.with(
        reader ->
            Multi.createFrom()
                .iterable(sets(letters))
                .onItem()
                .transformToUniAndConcatenate(
                    set ->
                        LetterReaders.onWorker(() -> repaired(reader, set, repair, judgement))
                            .chain(taken::apply))
                .onItem()
                .ignoreAsUni()
                .replaceWith(judgement));
  }

  private List<List<WaitingLetter>> sets(List<WaitingLetter> letters) {
    List<List<WaitingLetter>> sets = new ArrayList<>();
    for (int from = 0; from < letters.size(); from += config.batch()) {
      sets.add(letters.subList(from, Math.min(letters.size(), from + config.batch())));
    }
    return sets;
  }

  private static List<OutboxEntry> repaired(
      LetterReader reader, List<WaitingLetter> set, RepairLetter repair, Judgement judgement) {
    Map<LetterPlace, RawLetter> found =
        reader.read(set.stream().map(WaitingLetter::place).toList());
    List<OutboxEntry> valid = new ArrayList<>(set.size());
    for (WaitingLetter letter : set) {
      RawLetter raw = found.get(letter.place());
      RepairLetter.Repaired repaired =
          raw == null ? RepairLetter.Repaired.invalid(GONE) : repair.repair(raw);
      judgement.add(letter.place(), raw, repaired);
      if (repaired.isValid()) {
        valid.add(repaired.entry());
      }
    }
    return valid;
  }
}
