package dev.ramal.crm.mapping;

import dev.ramal.crm.port.CrmId;
import dev.ramal.kit.problem.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether the rules by which deals are changed make sense. */
final class CheckDealRules {
  private static final int MOST = 50;
  private static final Pattern FIELD = Pattern.compile("[A-Za-z0-9_.-]{1,100}");

  private CheckDealRules() {}

  /** Who moves deals says from where, or that it does not matter. */
  static Problem stages(Problem problem, List<StageRule> rules) {
    if (rules.size() > MOST) {
      return problem.field("stages", "has at most " + MOST);
    }
    Problem checked = problem;
    for (int i = 0; i < rules.size(); i++) {
      String at = "stages[" + i + "]";
      StageRule rule = rules.get(i);
      if (rule == null) {
        checked = checked.field(at, "must be a rule");
        continue;
      }
      checked = CallCondition.check(checked, at, rule.outcome(), rule.disposition());
      if (!CrmId.isValid(rule.stageId())) {
        checked = checked.field(at + ".stageId", "must be the id of a stage");
      }
      if (rule.from().size() > MOST || !rule.from().stream().allMatch(CrmId::isValid)) {
        checked = checked.field(at + ".from", "must be at most 50 ids of stages");
      } else if (rule.from().isEmpty() && !rule.overwrites()) {
        checked = checked.field(at + ".from", "must name a stage where overwrite is not true");
      }
    }
    return checked;
  }

  static Problem fields(Problem problem, List<FieldRule> rules) {
    if (rules.size() > MOST) {
      return problem.field("fields", "has at most " + MOST);
    }
    Problem checked = problem;
    Set<String> names = new HashSet<>();
    for (int i = 0; i < rules.size(); i++) {
      String at = "fields[" + i + "]";
      FieldRule rule = rules.get(i);
      if (rule == null) {
        checked = checked.field(at, "must be a rule");
        continue;
      }
      if (rule.field() == null || !FIELD.matcher(rule.field()).matches()) {
        checked = checked.field(at + ".field", "must be the name of a custom field");
      } else if (!names.add(rule.field())) {
        checked = checked.field(at + ".field", "stands there twice");
      }
      if (CallValue.of(rule.value()).isEmpty()) {
        checked = checked.field(at + ".value", "must be something of a call", CallValue.words());
      }
    }
    return checked;
  }
}
