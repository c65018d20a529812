package dev.ramal.calls.dispositions;

import dev.ramal.calls.CallProblems;
import dev.ramal.kit.problem.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A change; an absent field keeps its value. The list is replaced whole. */
@Schema(
    name = "DispositionSettingsChange",
    examples =
"""
{"wrapUp": true, "wrapUpSeconds": 120, "dispositions": [{"code": "interested", "label": "Interessado", "followUp": {"after": 2, "unit": "business-days", "text": "Ligar com a proposta"}}, {"code": "not-interested", "label": "Sem interesse"}]}
""")
record DispositionSettingsRequest(
    Boolean wrapUp,
    @Schema(minimum = "0", maximum = "3600") Integer wrapUpSeconds,
    @Schema(maxItems = 100) List<Disposition> dispositions) {
  private static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9_-]{0,49}");
  private static final int MOST = 100;
  private static final int LONGEST_LABEL = 100;
  private static final int LONGEST_TEXT = 500;
  private static final int LONGEST_WRAP_UP = 3600;

  /**
   * @throws dev.ramal.kit.problem.ProblemException naming each bad field
   */
  DispositionSettings changed(DispositionSettings before) {
    if (Stream.of(wrapUp, wrapUpSeconds, dispositions).allMatch(Objects::isNull)) {
      throw CallProblems.NOTHING_TO_CHANGE.exception();
    }
    Problem problem = CallProblems.BAD_DISPOSITIONS;
    List<Disposition> all = dispositions == null ? before.dispositions() : dispositions;
    if (all.size() > MOST) {
      problem = problem.field("dispositions", "has at most " + MOST);
    } else if (dispositions != null) {
      problem = check(problem, all);
    }
    boolean demanded = wrapUp == null ? before.wrapUp() : wrapUp;
    if (demanded && all.isEmpty()) {
      problem = problem.field("wrapUp", "needs dispositions of which agents can choose one");
    }
    int seconds = wrapUpSeconds == null ? before.wrapUpSeconds() : wrapUpSeconds;
    if (seconds < 0 || seconds > LONGEST_WRAP_UP) {
      problem = problem.field("wrapUpSeconds", "must be 1 to 3600, or 0 for no limit");
    }
    if (!problem.errors().isEmpty()) {
      throw problem.exception();
    }
    return new DispositionSettings(demanded, seconds, all);
  }

  private static Problem check(Problem problem, List<Disposition> all) {
    Set<String> codes = new HashSet<>();
    for (int i = 0; i < all.size(); i++) {
      Disposition each = all.get(i);
      String at = "dispositions[" + i + "]";
      if (each == null || each.code() == null || !CODE.matcher(each.code()).matches()) {
        problem =
            problem.field(at + ".code", "must be letters a to z, digits, - and _, at most 50");
        continue;
      }
      if (!codes.add(each.code())) {
        problem = problem.field(at + ".code", "stands there twice");
      }
      if (isNoText(each.label(), LONGEST_LABEL)) {
        problem = problem.field(at + ".label", "must be a text of at most 100 characters");
      }
      if (each.followUp() != null) {
        problem = check(problem, at + ".followUp", each.followUp());
      }
    }
    return problem;
  }

  private static Problem check(Problem problem, String at, FollowUpRule rule) {
    Problem checked = problem;
    if (rule.unit() == null) {
      checked = checked.field(at + ".unit", "must be a unit", "hours", "business-days");
    } else if (rule.after() == null || rule.after() < 1 || rule.after() > rule.unit().most) {
      checked = checked.field(at + ".after", "must be 1 to " + rule.unit().most);
    }
    return isNoText(rule.text(), LONGEST_TEXT)
        ? checked.field(at + ".text", "must be a text of at most 500 characters")
        : checked;
  }

  private static boolean isNoText(String text, int longest) {
    return text == null || text.isBlank() || text.length() > longest;
  }
}
