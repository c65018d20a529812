package dev.ramal.messaging.permission;

import dev.ramal.kit.problem.Problem;
import dev.ramal.messaging.MessageProblems;
import dev.ramal.messaging.permission.MessageSettings.DayOff;
import dev.ramal.messaging.permission.MessageSettings.Hours;
import dev.ramal.numbering.AreaCode;
import dev.ramal.numbering.Holidays.OptionalDay;
import dev.ramal.numbering.OpenHours;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A change of the settings; an absent field keeps its value, 0 takes a number away. */
@Schema(
    name = "MessageSettingsChange",
    examples =
"""
{"answersAnyTime": true, "restDays": ["carnival-monday", "carnival-tuesday"]}
""")
record MessageSettingsRequest(
    Boolean quietHours,
    Boolean answersAnyTime,
    List<Hours> hours,
    List<String> restDays,
    List<DayOff> daysOff,
    @Schema(minimum = "0", maximum = "1000") Integer messagesPerDay,
    @Schema(minimum = "0", maximum = "1000") Integer messagesPerWeek,
    @Schema(minimum = "0", maximum = "43200") Integer validityMinutes,
    @Schema(minimum = "0", maximum = "60000") Integer smsPerMinute,
    @Schema(minimum = "0", maximum = "60000") Integer whatsAppPerMinute,
    Boolean confirmOptOuts,
    @Schema(description = "1 to 320 characters; empty takes the own sentence away")
        String optOutText) {
  private static final int MOST_HOURS = 100;
  private static final int MOST_DAYS = 200;
  private static final int LONGEST_NAME = 100;

  /** Thirty days. */
  private static final int LONGEST_VALIDITY = 43_200;

  private static final int LONGEST_TEXT = 320;

  /** A thousand in a second. */
  private static final int HIGHEST_RATE = 60_000;

  /** No more is counted. */
  private static final int HIGHEST_CAP = 1_000;

  private static final List<String> REST_DAYS =
      Arrays.stream(OptionalDay.values()).map(OptionalDay::word).toList();

  private static final List<String> STATES =
      AreaCode.all().values().stream().flatMap(area -> area.states().stream()).toList();

  /**
   * @throws dev.ramal.kit.problem.ProblemException naming each bad field
   */
  MessageSettings changed(MessageSettings before) {
    Problem problem = checked();
    if (!problem.errors().isEmpty()) {
      throw problem.exception();
    }
    return new MessageSettings(
        quietHours == null ? before.quietHours() : quietHours,
        answersAnyTime == null ? before.answersAnyTime() : answersAnyTime,
        hours == null ? before.hours() : hours,
        restDays == null ? before.restDays() : restDays,
        daysOff == null ? before.daysOff() : daysOff,
        cap(messagesPerDay, before.messagesPerDay()),
        cap(messagesPerWeek, before.messagesPerWeek()),
        cap(validityMinutes, before.validityMinutes()),
        cap(smsPerMinute, before.smsPerMinute()),
        cap(whatsAppPerMinute, before.whatsAppPerMinute()),
        confirmOptOuts == null ? before.confirmOptOuts() : confirmOptOuts,
        optOutText == null ? before.optOutText() : optOutText.isBlank() ? null : optOutText);
  }

  private static Integer cap(Integer given, Integer before) {
    return given == null ? before : given == 0 ? null : given;
  }

  private Problem checked() {
    Problem problem = MessageProblems.badSettings();
    if (restDays != null && !REST_DAYS.containsAll(restDays)) {
      problem =
          problem.field("restDays", "holds what is not known", REST_DAYS.toArray(String[]::new));
    }
    problem = upTo(problem, "messagesPerDay", messagesPerDay, HIGHEST_CAP);
    problem = upTo(problem, "messagesPerWeek", messagesPerWeek, HIGHEST_CAP);
    problem = upTo(problem, "validityMinutes", validityMinutes, LONGEST_VALIDITY);
    problem = upTo(problem, "smsPerMinute", smsPerMinute, HIGHEST_RATE);
    problem = upTo(problem, "whatsAppPerMinute", whatsAppPerMinute, HIGHEST_RATE);
    if (optOutText != null && optOutText.length() > LONGEST_TEXT) {
      problem = problem.field("optOutText", "has at most " + LONGEST_TEXT + " characters");
    }
    return days(hours(problem));
  }

  private Problem hours(Problem before) {
    Problem problem = before;
    if (hours == null) {
      return problem;
    }
    if (hours.size() > MOST_HOURS) {
      return problem.field("hours", "has at most " + MOST_HOURS + " entries");
    }
    for (int i = 0; i < hours.size(); i++) {
      problem = hours(problem, hours.get(i), "hours[" + i + "]");
    }
    return problem;
  }

  private static Problem hours(Problem before, Hours one, String field) {
    Problem problem = before;
    if (one == null) {
      return problem.field(field, "must not be null");
    }
    if (one.state() != null && !STATES.contains(one.state())) {
      problem = problem.field(field + ".state", "must be the two letters of a state");
    }
    problem = span(problem, field + ".weekdays", one.weekdays());
    problem = span(problem, field + ".saturday", one.saturday());
    problem = span(problem, field + ".sunday", one.sunday());
    return one.from() != null && one.until() != null && one.until().isBefore(one.from())
        ? problem.field(field + ".until", "must not be before from")
        : problem;
  }

  private Problem days(Problem before) {
    Problem problem = before;
    if (daysOff == null) {
      return problem;
    }
    if (daysOff.size() > MOST_DAYS) {
      return problem.field("daysOff", "has at most " + MOST_DAYS + " entries");
    }
    for (int i = 0; i < daysOff.size(); i++) {
      DayOff day = daysOff.get(i);
      String field = "daysOff[" + i + "]";
      if (day == null || day.date() == null) {
        problem = problem.field(field + ".date", "is required, as in 2027-01-25");
      } else if (day.areaCode() != null && AreaCode.of(day.areaCode()).isEmpty()) {
        problem = problem.field(field + ".areaCode", "must be an area code (DDD) that exists");
      } else if (day.name() != null && day.name().length() > LONGEST_NAME) {
        problem = problem.field(field + ".name", "has at most " + LONGEST_NAME + " characters");
      }
    }
    return problem;
  }

  private static Problem span(Problem problem, String field, String span) {
    return span == null || OpenHours.isSpan(span)
        ? problem
        : problem.field(field, OpenHours.WANTED);
  }

  private static Problem upTo(Problem problem, String field, Integer given, int most) {
    return given == null || given >= 0 && given <= most
        ? problem
        : problem.field(field, "must be 1 to %d, or 0 to take it away".formatted(most));
  }
}
