package dev.ramal.numbering;

import java.util.ArrayList;
import java.util.List;

/** Finds what is wrong with the hours and the days off that an organization has written. */
public final class CheckHours {
  private static final int MOST_HOURS = 100;
  private static final int MOST_DAYS = 200;
  private static final int LONGEST_NAME = 100;

  private static final List<String> STATES =
      AreaCode.all().values().stream().flatMap(area -> area.states().stream()).toList();

  private final List<Fault> faults = new ArrayList<>();

  private CheckHours() {}

  /**
   * @param field as in {@code hours[2].saturday}
   * @param wanted what is allowed there
   */
  public record Fault(String field, String wanted) {}

  /**
   * @param hours of a field {@code hours}; null where none were written
   * @param daysOff of a field {@code daysOff}; null where none were written
   */
  public static List<Fault> of(List<? extends OpenHours> hours, List<? extends FreeDay> daysOff) {
    CheckHours check = new CheckHours();
    check.hours(hours);
    check.days(daysOff);
    return List.copyOf(check.faults);
  }

  private void hours(List<? extends OpenHours> hours) {
    if (hours != null && hours.size() > MOST_HOURS) {
      fault("hours", "has at most " + MOST_HOURS + " entries");
    } else if (hours != null) {
      for (int i = 0; i < hours.size(); i++) {
        hours("hours[" + i + "]", hours.get(i));
      }
    }
  }

  private void hours(String field, OpenHours one) {
    if (one == null) {
      fault(field, "must not be null");
      return;
    }
    if (one.state() != null && !STATES.contains(one.state())) {
      fault(field + ".state", "must be the two letters of a state");
    }
    span(field + ".weekdays", one.weekdays());
    span(field + ".saturday", one.saturday());
    span(field + ".sunday", one.sunday());
    if (one.from() != null && one.until() != null && one.until().isBefore(one.from())) {
      fault(field + ".until", "must not be before from");
    }
  }

  private void span(String field, String span) {
    if (span != null && !OpenHours.isSpan(span)) {
      fault(field, OpenHours.WANTED);
    }
  }

  private void days(List<? extends FreeDay> days) {
    if (days != null && days.size() > MOST_DAYS) {
      fault("daysOff", "has at most " + MOST_DAYS + " entries");
    } else if (days != null) {
      for (int i = 0; i < days.size(); i++) {
        day("daysOff[" + i + "]", days.get(i));
      }
    }
  }

  private void day(String field, FreeDay day) {
    if (day == null || day.date() == null) {
      fault(field + ".date", "is required, as in 2027-01-25");
    } else if (day.areaCode() != null && AreaCode.of(day.areaCode()).isEmpty()) {
      fault(field + ".areaCode", "must be an area code (DDD) that exists");
    } else if (day.name() != null && day.name().length() > LONGEST_NAME) {
      fault(field + ".name", "has at most " + LONGEST_NAME + " characters");
    }
  }

  private void fault(String field, String wanted) {
    faults.add(new Fault(field, wanted));
  }
}
