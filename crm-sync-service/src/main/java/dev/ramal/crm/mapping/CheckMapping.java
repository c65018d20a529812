package dev.ramal.crm.mapping;

import dev.ramal.crm.CrmProblems;
import dev.ramal.crm.port.CrmTaskType;
import dev.ramal.kit.problem.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether a mapping makes sense; names each field that does not. */
final class CheckMapping {
  private static final int MOST = 50;
  private static final int LONGEST_TEXT = 200;
  private static final int MOST_HOURS = 720;
  private static final int MOST_DAYS = 90;

  private CheckMapping() {}

  /**
   * @throws dev.ramal.kit.problem.ProblemException naming each bad field
   */
  static void check(CrmMapping mapping) {
    Problem problem = tasks(CrmProblems.badMapping(), mapping.tasks());
    if (mapping.followUps() != null && mapping.followUpType().isEmpty()) {
      problem = problem.field("followUps", "must be a kind of task", CrmTaskType.words());
    }
    problem = CheckDealRules.stages(problem, mapping.stages());
    problem = CheckDealRules.fields(problem, mapping.fields());
    if (!problem.errors().isEmpty()) {
      throw problem.exception();
    }
  }

  private static Problem tasks(Problem problem, List<TaskRule> rules) {
    if (rules.size() > MOST) {
      return problem.field("tasks", "has at most " + MOST);
    }
    Problem checked = problem;
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < rules.size(); i++) {
      String at = "tasks[" + i + "]";
      TaskRule rule = rules.get(i);
      if (rule == null) {
        checked = checked.field(at, "must be a rule");
        continue;
      }
      checked = CallCondition.check(checked, at, rule.outcome(), rule.disposition());
      checked = due(checked, at, rule);
      if (CrmTaskType.of(rule.type()).isEmpty()) {
        checked = checked.field(at + ".type", "must be a kind of task", CrmTaskType.words());
      }
      if (rule.text() == null || rule.text().isBlank() || rule.text().length() > LONGEST_TEXT) {
        checked = checked.field(at + ".text", "must be a text of at most 200 characters");
      } else if (!keys.add(rule.key())) {
        checked = checked.field(at, "stands there twice");
      }
    }
    return checked;
  }

  private static Problem due(Problem problem, String at, TaskRule rule) {
    boolean days = rule.countsBusinessDays();
    if (!days && !TaskRule.HOURS.equals(rule.unit())) {
      return problem.field(at + ".unit", "must be a unit", TaskRule.HOURS, TaskRule.BUSINESS_DAYS);
    }
    int most = days ? MOST_DAYS : MOST_HOURS;
    return rule.after() == null || rule.after() < 1 || rule.after() > most
        ? problem.field(at + ".after", "must be 1 to " + most)
        : problem;
  }
}
