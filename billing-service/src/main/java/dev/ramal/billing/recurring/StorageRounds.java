package dev.ramal.billing.recurring;

import dev.ramal.billing.recurring.RecordingStorage.Round;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which months' storage is to be metered. Days are compared, no clock strikes: a service that was
 * away for weeks, or a midnight that does not exist, leaves nothing out.
 */
final class StorageRounds {
  private StorageRounds() {}

  /**
   * @param known how far each month is
   * @param today in São Paulo; it is not over and does not count
   * @param daysAfter for how many days after its end a month is looked at again
   * @return oldest month first; each with the day before which days count
   */
  static List<Round> due(List<Round> known, LocalDate today, int daysAfter) {
    Map<YearMonth, LocalDate> through =
        known.stream().collect(Collectors.toMap(Round::month, Round::through));
    YearMonth current = YearMonth.from(today);
    YearMonth first =
        known.stream()
            .filter(round -> round.through().isBefore(last(round.month(), daysAfter)))
            .map(Round::month)
            .min(Comparator.naturalOrder())
            .orElse(known.isEmpty() ? current.minusMonths(1) : current);
    List<Round> due = new ArrayList<>();
    for (YearMonth month = first; !month.isAfter(current); month = month.plusMonths(1)) {
      LocalDate last = last(month, daysAfter);
      LocalDate until = today.isBefore(last) ? today : last;
      LocalDate done = through.getOrDefault(month, month.atDay(1));
      if (until.isAfter(done)) {
        due.add(new Round(month, until));
      }
    }
    return due;
  }

  private static LocalDate last(YearMonth month, int daysAfter) {
    return month.plusMonths(1).atDay(1).plusDays(daysAfter);
  }
}
