package dev.ramal.simulators.telnyx.legs;

import dev.ramal.simulators.telnyx.api.TelnyxErrors;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The days that {@code filter[date_range]} of detail records means, in UTC; weeks begin on Monday.
 * That the last days are counted back from today, today besides, and what Telnyx says of more than
 * thirty, is not published: assumed.
 */
final class DateRange {
  private static final Pattern LAST_DAYS = Pattern.compile("last_([1-9][0-9]{0,3})_days");
  private static final int MOST_DAYS = 30;

  private DateRange() {}

  /** Whether a day is among them; none is in a range that there is not. */
  static Predicate<LocalDate> of(String range, LocalDate today) {
    LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    Matcher last = LAST_DAYS.matcher(range);
    if (last.matches()) {
      LocalDate first = today.minusDays(days(last.group(1)));
      return day -> !day.isBefore(first) && !day.isAfter(today);
    }
    return switch (range) {
      case "today" -> today::equals;
      case "yesterday" -> today.minusDays(1)::equals;
      case "this_week" -> day -> !day.isBefore(monday);
      case "last_week" -> day -> day.isBefore(monday) && !day.isBefore(monday.minusDays(7));
      case "all" -> day -> true;
      default -> day -> false;
    };
  }

  private static int days(String asked) {
    int days = Integer.parseInt(asked);
    if (days > MOST_DAYS) {
      throw TelnyxErrors.unprocessable("date_range is 30 days at most", "/filter/date_range");
    }
    return days;
  }
}
