package dev.ramal.messaging.permission;

import dev.ramal.kit.problem.Problem;
import dev.ramal.messaging.MessageProblems;
import dev.ramal.messaging.permission.MessageSettings.DayOff;
import dev.ramal.messaging.permission.MessageSettings.Hours;
import dev.ramal.numbering.CheckHours;
import dev.ramal.numbering.Holidays.OptionalDay;
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

  /** Thirty days. */
  private static final int LONGEST_VALIDITY = 43_200;

  private static final int LONGEST_TEXT = 320;

  /** A thousand in a second. */
  private static final int HIGHEST_RATE = 60_000;

  /** No more is counted. */
  private static final int HIGHEST_CAP = 1_000;

  private static final List<String> REST_DAYS =
      Arrays.stream(OptionalDay.values()).map(OptionalDay::word).toList();

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
    return times(problem);
  }

  private Problem times(Problem before) {
    Problem problem = before;
    for (CheckHours.Fault fault : CheckHours.of(hours, daysOff)) {
      problem = problem.field(fault.field(), fault.wanted());
    }
    return problem;
  }

  private static Problem upTo(Problem problem, String field, Integer given, int most) {
    return given == null || given >= 0 && given <= most
        ? problem
        : problem.field(field, "must be 1 to %d, or 0 to take it away".formatted(most));
  }
}
