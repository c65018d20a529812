package dev.ramal.calls.dialing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.call.CallId;
import dev.ramal.calls.permission.PermissionRule;
import dev.ramal.calls.permission.Verdict.Judged;
import dev.ramal.calls.permission.Verdict.Outcome;
import dev.ramal.kit.problem.Problem;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RefusalWordsTest {
  private static final CallId CALL = CallId.of("0195a1b2-0000-7000-8000-000000000781");

  @Test
  @DisplayName("CALL-781 the rule is the stable code of what is not permitted, each its own word")
  void shouldNameEachRuleByItsWord() {
    // When
    String[] refused =
        Arrays.stream(PermissionRule.values())
            .map(RefusalWordsTest::refused)
            .toArray(String[]::new);

    // Then
    assertThat(refused)
        .as("words may be added, none may change: clients go by them")
        .containsExactly(
            "403 CALLS-0310 blocklist",
            "403 CALLS-0310 do-not-call",
            "403 CALLS-0310 opt-out",
            "403 CALLS-0310 consent",
            "403 CALLS-0310 calling-hours",
            "403 CALLS-0310 holiday",
            "403 CALLS-0310 attempts",
            "403 CALLS-0310 concurrent-calls",
            "403 CALLS-0310 calls-per-second",
            "403 CALLS-0310 short-calls",
            "403 CALLS-0310 monthly-calls",
            "403 CALLS-0310 velocity",
            "402 CALLS-0700 budget-exhausted");
  }

  private static String refused(PermissionRule rule) {
    Judged denied = new Judged(rule, "settings-3", Outcome.DENIED, "so it is");
    Problem problem = DialProblems.notPermitted(CALL, denied);
    assertThat(problem.more())
        .containsEntry("version", "settings-3")
        .containsEntry("evidence", "so it is")
        .containsEntry("callId", CALL.value());
    return problem.status() + " " + problem.code() + " " + problem.more().get("rule");
  }
}
