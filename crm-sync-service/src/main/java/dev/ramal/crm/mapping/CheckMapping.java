package dev.ramal.crm.mapping;

import dev.ramal.crm.CrmProblems;
import dev.ramal.crm.port.CrmTaskType;
import dev.ramal.kit.problem.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether a mapping makes sense; names each field that does not. */
final class CheckMapping {
  private static final int MOST = 50;
  private static final int LONGEST_TEXT = 200;
  private static final int MOST_HOURS = 720;
  private static final int MOST_DAYS = 90;
  private static final int MOST_AGENTS = 500;
  private static final Pattern ID = Pattern.compile("\\S{1,100}");
  private static final Pattern EMAIL = Pattern.compile("[^\\s@]{1,100}@[^\\s@]{1,99}");

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
    problem = agents(problem, mapping.agents());
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

  private static Problem agents(Problem problem, List<AgentUser> agents) {
    if (agents.size() > MOST_AGENTS) {
      return problem.field("agents", "has at most " + MOST_AGENTS);
    }
    Problem checked = problem;
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < agents.size(); i++) {
      String at = "agents[" + i + "]";
      AgentUser agent = agents.get(i);
      if (agent == null || agent.agentId() == null || !ID.matcher(agent.agentId()).matches()) {
        checked = checked.field(at + ".agentId", "must be the id of an agent");
      } else if (!ids.add(agent.agentId())) {
        checked = checked.field(at + ".agentId", "stands there twice");
      }
      if (agent == null || agent.email() == null || !EMAIL.matcher(agent.email()).matches()) {
        checked = checked.field(at + ".email", "must be the address of a user of the CRM");
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
