package dev.ramal.calls.permission;

import dev.ramal.calls.CallProblems;
import dev.ramal.calls.permission.PermissionSettings.DayOff;
import dev.ramal.calls.permission.PermissionSettings.Hours;
import dev.ramal.kit.problem.Problem;
import dev.ramal.numbering.CheckHours;
import dev.ramal.numbering.Holidays.OptionalDay;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A change of the settings; an absent field keeps its value, a cap of 0 takes the cap away. */
@Schema(
    name = "PermissionSettingsChange",
    examples =
"""
{"shortCalls": "block", "monthlyCalls": "warn", "doNotCall": ["nao-me-perturbe", "procon"]}
""")
record PermissionSettingsRequest(
    Boolean callingHours,
    List<Hours> hours,
    List<String> restDays,
    List<DayOff> daysOff,
    Boolean optOuts,
    List<String> doNotCall,
    @Schema(minimum = "0", maximum = "1000") Integer attemptsPerDay,
    @Schema(minimum = "0", maximum = "1000") Integer attemptsPerWeek,
    @Schema(minimum = "0", maximum = "10000") Integer concurrentCalls,
    @Schema(minimum = "0", maximum = "1000") Integer callsPerSecond,
    @Schema(enumeration = {"warn", "block"}) String shortCalls,
    @Schema(enumeration = {"warn", "block"}) String monthlyCalls,
    @Schema(minimum = "0", maximum = "100000") Integer shortCallsPerDay,
    @Schema(minimum = "0", maximum = "100000") Integer callsPerDay,
    @Schema(minimum = "0", maximum = "500000") Integer callsPerMonth) {
  private static final List<String> REST_DAYS =
      Arrays.stream(OptionalDay.values()).map(OptionalDay::word).toList();
  private static final List<String> LISTS =
      Stream.of(Source.values()).filter(Source::isDoNotCallList).map(Source::wire).toList();

  /**
   * @throws dev.ramal.kit.problem.ProblemException naming each bad field
   */
  PermissionSettings changed(PermissionSettings before) {
    Problem problem = checked();
    if (!problem.errors().isEmpty()) {
      throw problem.exception();
    }
    return new PermissionSettings(
        callingHours == null ? before.callingHours() : callingHours,
        hours == null ? before.hours() : hours,
        restDays == null ? before.restDays() : restDays,
        daysOff == null ? before.daysOff() : daysOff,
        optOuts == null ? before.optOuts() : optOuts,
        doNotCall == null ? before.doNotCall() : doNotCall,
        cap(attemptsPerDay, before.attemptsPerDay()),
        cap(attemptsPerWeek, before.attemptsPerWeek()),
        cap(concurrentCalls, before.concurrentCalls()),
        cap(callsPerSecond, before.callsPerSecond()),
        shortCalls == null ? before.shortCalls() : Brake.find(shortCalls),
        monthlyCalls == null ? before.monthlyCalls() : Brake.find(monthlyCalls),
        cap(shortCallsPerDay, before.shortCallsPerDay()),
        cap(callsPerDay, before.callsPerDay()),
        cap(callsPerMonth, before.callsPerMonth()));
  }

  private static Integer cap(Integer given, Integer before) {
    return given == null ? before : given == 0 ? null : given;
  }

  private Problem checked() {
    Problem problem = CallProblems.BAD_PERMISSION_SETTINGS;
    problem = words(problem, "restDays", restDays, REST_DAYS);
    problem = words(problem, "doNotCall", doNotCall, LISTS);
    problem = brake(problem, "shortCalls", shortCalls);
    problem = brake(problem, "monthlyCalls", monthlyCalls);
    problem = upTo(problem, "attemptsPerDay", attemptsPerDay, 1_000);
    problem = upTo(problem, "attemptsPerWeek", attemptsPerWeek, 1_000);
    problem = upTo(problem, "concurrentCalls", concurrentCalls, 10_000);
    problem = upTo(problem, "callsPerSecond", callsPerSecond, 1_000);
    problem = upTo(problem, "shortCallsPerDay", shortCallsPerDay, 100_000);
    problem = upTo(problem, "callsPerDay", callsPerDay, 100_000);
    problem = upTo(problem, "callsPerMonth", callsPerMonth, 500_000);
    return times(problem);
  }

  private Problem times(Problem before) {
    Problem problem = before;
    for (CheckHours.Fault fault : CheckHours.of(hours, daysOff)) {
      problem = problem.field(fault.field(), fault.wanted());
    }
    return problem;
  }

  private static Problem words(
      Problem problem, String field, List<String> given, List<String> known) {
    return given == null || known.containsAll(given)
        ? problem
        : problem.field(field, "holds what is not known", known.toArray(String[]::new));
  }

  private static Problem brake(Problem problem, String field, String given) {
    return given == null || Brake.find(given) != null
        ? problem
        : problem.field(field, "must say what happens before the limit", "warn", "block");
  }

  private static Problem upTo(Problem problem, String field, Integer given, int most) {
    return given == null || given >= 0 && given <= most
        ? problem
        : problem.field(field, "must be 1 to %d, or 0 for no cap".formatted(most));
  }
}
