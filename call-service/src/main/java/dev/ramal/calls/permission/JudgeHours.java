package dev.ramal.calls.permission;

import dev.ramal.calls.permission.Verdict.Judged;
import dev.ramal.calls.permission.Verdict.Outcome;
import dev.ramal.events.E164;
import dev.ramal.numbering.LocalRules;
import dev.ramal.numbering.LocalRules.Finding;
import dev.ramal.numbering.LocalRules.Plan;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Hours and holidays where a number is at home, see {@link LocalRules}. */
final class JudgeHours {
  private JudgeHours() {}

  /** Hours first, then holidays; of each the first that denies. */
  static List<Judged> judge(PermissionInput input, PermissionSettings settings) {
    LocalRules rules = rules(input, settings);
    return Stream.of(
            rules.hours(input.at()).map(found -> judged(PermissionRule.CALLING_HOURS, found)),
            rules.holidays(input.at()).map(found -> judged(PermissionRule.HOLIDAY, found)))
        .flatMap(Optional::stream)
        .toList();
  }

  /** The organization's own days off, for one that does not look at hours. */
  static Optional<Judged> judgeDaysOff(PermissionInput input, PermissionSettings settings) {
    return settings.daysOff().isEmpty()
        ? Optional.empty()
        : rules(input, settings)
            .freeDays(input.at())
            .map(found -> judged(PermissionRule.HOLIDAY, found));
  }

  private static LocalRules rules(PermissionInput input, PermissionSettings settings) {
    Plan plan =
        new Plan(
            "settings-" + input.settingsVersion(),
            "calls",
            settings.hours(),
            settings.restDays(),
            settings.daysOff(),
            CallingHours.LAWS);
    return LocalRules.of(E164.of(input.number()), plan);
  }

  private static Judged judged(PermissionRule rule, Finding found) {
    return new Judged(
        rule, found.version(), found.suits() ? Outcome.PASSED : Outcome.DENIED, found.evidence());
  }
}
