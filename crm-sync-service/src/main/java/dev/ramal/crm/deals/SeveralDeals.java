package dev.ramal.crm.deals;

import dev.ramal.crm.port.CrmDeal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What an organization wants where a person has several open deals. The words are stored. */
enum SeveralDeals {
  /** A person decides. */
  LIST("list"),
  /** The deal that was made last. */
  NEWEST("newest"),
  /** The deal that was made first. */
  OLDEST("oldest");

  static final String PATTERN = "list|newest|oldest";

  private final String word;

  SeveralDeals(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  /**
   * @throws IllegalArgumentException for another word
   */
  static SeveralDeals of(String word) {
    return Stream.of(values())
        .filter(one -> one.word.equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such rule: " + word));
  }

  /**
   * Of those of which the CRM says whose they are. Empty where a person decides, where there is
   * none of these, or nothing is told of the time of one: then nothing is guessed.
   */
  Optional<DealMatch.Deal> choose(List<DealMatch.Candidate> open) {
    List<DealMatch.Candidate> theirs =
        open.stream().filter(one -> one.deal().namesContact()).toList();
    if (this == LIST || theirs.stream().anyMatch(one -> one.deal().createdAt() == null)) {
      return Optional.empty();
    }
    Comparator<DealMatch.Candidate> byTime =
        Comparator.comparing((DealMatch.Candidate one) -> made(one.deal()))
            .thenComparing(one -> one.deal().id());
    Comparator<DealMatch.Candidate> order = this == NEWEST ? byTime : byTime.reversed();
    return theirs.stream().max(order).map(one -> new DealMatch.Deal(one.place()));
  }

  private static Instant made(CrmDeal deal) {
    return deal.createdAt();
  }
}
