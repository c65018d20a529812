package dev.ramal.billing.gaps;

import dev.ramal.billing.gaps.GapReport.Overlap;
import dev.ramal.billing.rating.Rule;
import dev.ramal.billing.rating.Tariff;
import dev.ramal.billing.rating.TariffBook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds versions of one owner that state the same for the same time. Pure. */
final class FindOverlaps {
  private FindOverlaps() {}

  /** Those of the organization first; in each the one that prevails over most first. */
  static List<Overlap> in(TariffBook book) {
    List<Overlap> found = new ArrayList<>(of("organization", book.agreed()));
    found.addAll(of("reference", book.reference()));
    return found;
  }

  /**
   * @param all the prevailing one first
   */
  private static List<Overlap> of(String owner, List<Tariff> all) {
    List<Tariff> tariffs = all.stream().filter(t -> t.holdsAt(t.validFrom())).toList();
    List<Set<Rule.Question>> questions =
        tariffs.stream()
            .map(t -> t.rules().stream().map(Rule::question).collect(Collectors.toSet()))
            .toList();
    List<Overlap> found = new ArrayList<>();
    for (int later = 0; later < tariffs.size(); later++) {
      for (int earlier = later + 1; earlier < tariffs.size(); earlier++) {
        Tariff prevails = tariffs.get(later);
        Tariff hides = tariffs.get(earlier);
        Instant from = prevails.validFrom();
        Instant to = first(prevails.validTo(), hides.validTo());
        if (to == null || to.isAfter(from)) {
          Set<Rule.Question> both = new HashSet<>(questions.get(later));
          both.retainAll(questions.get(earlier));
          if (!both.isEmpty()) {
            found.add(
                new Overlap(
                    owner,
                    prevails.version(),
                    hides.version(),
                    both.size(),
                    from,
                    to,
                    from.equals(hides.validFrom())));
          }
        }
      }
    }
    return found;
  }

  private static Instant first(Instant one, Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }
}
