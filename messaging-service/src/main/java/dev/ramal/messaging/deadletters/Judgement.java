package dev.ramal.messaging.deadletters;

import dev.ramal.messaging.deadletters.RepairLetter.Repaired;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Adds up what is said of letters, one after the other. Used by one thread at a time. */
final class Judgement {
  private static final int MOST_EXAMPLES = 3;
  private static final int MOST_COMPLAINTS = 50;

  private final Map<String, DryRunResult.Complaint> complaints = new HashMap<>();
  private final List<DryRunResult.Example> examples = new ArrayList<>();
  private long valid;
  private long invalid;
  private long undecided;
  private final List<LetterPlace> gone = new ArrayList<>();

  /** Its record is no longer on Kafka: nobody can say anything of it. */
  void addGone(LetterPlace place) {
    gone.add(place);
  }

  List<LetterPlace> gone() {
    return List.copyOf(gone);
  }

  void add(LetterPlace place, RawLetter letter, Repaired repaired) {
    if (repaired.isValid()) {
      valid++;
    } else {
      complain(place, repaired.complaint());
    }
    if (examples.size() < MOST_EXAMPLES) {
      examples.add(
          new DryRunResult.Example(
              place.id(), letter.body(), repaired.isValid() ? repaired.entry().payload() : null));
    }
  }

  private void complain(LetterPlace place, String complaint) {
    invalid++;
    String said =
        complaints.size() < MOST_COMPLAINTS || complaints.containsKey(complaint)
            ? complaint
            : "others";
    complaints.merge(
        said,
        new DryRunResult.Complaint(said, 1, place.id()),
        (first, one) -> new DryRunResult.Complaint(said, first.letters() + 1, first.letter()));
  }

  /** Somebody else has the last word of a letter that was valid by our rules, and complains. */
  void refuse(LetterPlace place, String complaint) {
    valid--;
    complain(place, complaint);
    examples.replaceAll(
        example ->
            example.letter().equals(place.id())
                ? new DryRunResult.Example(example.letter(), example.before(), null)
                : example);
  }

  /** Somebody else has the last word of a letter that was valid by our rules, and says nothing. */
  void leaveOpen() {
    valid--;
    undecided++;
  }

  long valid() {
    return valid;
  }

  boolean isClean() {
    return invalid == 0;
  }

  DryRunResult result() {
    return new DryRunResult(
        valid + invalid + undecided,
        valid,
        invalid,
        undecided,
        gone.size(),
        complaints.values().stream()
            .sorted(
                Comparator.comparingLong(DryRunResult.Complaint::letters)
                    .reversed()
                    .thenComparing(DryRunResult.Complaint::complaint))
            .toList(),
        List.copyOf(examples));
  }
}
