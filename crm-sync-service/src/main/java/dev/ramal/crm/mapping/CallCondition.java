package dev.ramal.crm.mapping;

import dev.ramal.crm.activity.FinishedCall;
import dev.ramal.events.CallOutcome;
import dev.ramal.kit.problem.Problem;
import java.util.Arrays;
import java.util.stream.Stream;

/** By which calls a rule is meant: how they ended, what the agent said, or both. */
final class CallCondition {
  private static final int LONGEST = 50;

  private CallCondition() {}

  /**
   * @param outcome null for any
   * @param disposition null for any
   */
  static boolean holds(String outcome, String disposition, FinishedCall call) {
    return (outcome == null || outcome.equals(call.outcome().wire()))
        && (disposition == null || disposition.equals(call.disposition()));
  }

  /** Adds what is wrong with it. */
  static Problem check(Problem problem, String at, String outcome, String disposition) {
    Problem checked = problem;
    String[] outcomes =
        Stream.of(CallOutcome.values()).map(CallOutcome::wire).toArray(String[]::new);
    if (outcome == null && disposition == null) {
      checked = checked.field(at + ".outcome", "or disposition must be given");
    }
    if (outcome != null && !Arrays.asList(outcomes).contains(outcome)) {
      checked = checked.field(at + ".outcome", "must be how a call ends", outcomes);
    }
    if (disposition != null && (disposition.isBlank() || disposition.length() > LONGEST)) {
      checked = checked.field(at + ".disposition", "must be a code of at most 50 characters");
    }
    return checked;
  }
}
