package dev.ramal.calls.inbound;

import dev.ramal.kit.problem.Problem;
import dev.ramal.numbering.Holidays.OptionalDay;
import dev.ramal.numbering.OpenHours;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;

/** What may be wrong with business hours, each field named. */
final class BusinessHoursFields {
  private static final int MOST_DAYS = 200;
  private static final List<String> STATES =
      List.of(
          ("AC AL AM AP BA CE DF ES GO MA MG MS MT PA PB PE PI PR RJ RN RO RR RS SC SE SP TO")
              .split(" "));

  private BusinessHoursFields() {}

  static Problem check(Problem problem, BusinessHours hours) {
    Problem found = problem;
    if (!isZone(hours.timeZone())) {
      found = found.field("hours.timeZone", "must be a time zone, as in America/Sao_Paulo");
    }
    found = span(found, "hours.weekdays", hours.weekdays());
    found = span(found, "hours.saturday", hours.saturday());
    found = span(found, "hours.sunday", hours.sunday());
    if (hours.state() != null && !STATES.contains(hours.state())) {
      found =
          found.field("hours.state", "must be a state of Brazil", STATES.toArray(String[]::new));
    }
    String[] rest =
        Arrays.stream(OptionalDay.values()).map(OptionalDay::word).toArray(String[]::new);
    if (!List.of(rest).containsAll(hours.restDays())) {
      found = found.field("hours.restDays", "must be days on which many rest", rest);
    }
    if (hours.daysOff().size() > MOST_DAYS
        || !hours.daysOff().stream().allMatch(BusinessHoursFields::isDate)) {
      found =
          found.field("hours.daysOff", "must be at most " + MOST_DAYS + " dates, as in 2027-01-25");
    }
    return found;
  }

  private static Problem span(Problem problem, String field, String span) {
    return span == null || OpenHours.isSpan(span)
        ? problem
        : problem.field(field, "must say from when to when, as in 09:00-18:00");
  }

  private static boolean isZone(String zone) {
    return zone != null && ZoneId.getAvailableZoneIds().contains(zone);
  }

  private static boolean isDate(String day) {
    try {
      return LocalDate.parse(day).toString().equals(day);
    } catch (DateTimeException | NullPointerException e) {
      return false;
    }
  }
}
