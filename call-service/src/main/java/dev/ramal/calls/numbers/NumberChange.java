package dev.ramal.calls.numbers;

import dev.ramal.calls.CallProblems;
import dev.ramal.kit.problem.Problem;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A change of a number; an absent field keeps its value.
 *
 * @param label for people; blank for none
 */
@Schema(
    name = "NumberChange",
    examples =
"""
{"label": "Vendas SP", "assignedTo": {"kind": "campaign", "id": "spring"}}
""")
record NumberChange(@Schema(maxLength = 64) String label, AssignmentRequest assignedTo) {
  private static final int LONGEST = 64;

  /**
   * @throws dev.ramal.kit.problem.ProblemException naming each bad field
   */
  void check() {
    if (label == null && assignedTo == null) {
      throw CallProblems.NOTHING_TO_CHANGE.exception();
    }
    Problem problem = AssignmentRequest.checked(label(CallProblems.BAD_NUMBER, label), assignedTo);
    if (!problem.errors().isEmpty()) {
      throw problem.exception();
    }
  }

  static Problem label(Problem problem, String label) {
    return label != null && label.strip().length() > LONGEST
        ? problem.field("label", "has at most " + LONGEST + " characters")
        : problem;
  }

  static String kept(String label) {
    return label == null || label.isBlank() ? null : label.strip();
  }
}
