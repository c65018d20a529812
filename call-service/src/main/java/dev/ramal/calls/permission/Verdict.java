package dev.ramal.calls.permission;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.ramal.calls.CallProblems;
import dev.ramal.kit.problem.Problem;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Whether a number may be called, and why.
 *
 * @param number whose verdict it is, E.164
 * @param at the moment it is given for
 * @param settingsVersion of the organization's settings; 0 where it has set nothing
 * @param rules each that was looked at; one that the organization has switched off is not there
 */
@Schema(name = "PermissionVerdict")
public record Verdict(
    boolean allowed, String number, Instant at, int settingsVersion, List<Judged> rules) {

  public Verdict {
    rules = List.copyOf(rules);
  }

  /** What a rule says. */
  public enum Outcome {
    PASSED("passed"),
    /** Not refused: the organization wants to know only, or the limit is still ahead. */
    WARNED("warned"),
    DENIED("denied");

    private final String wire;

    Outcome(String wire) {
      this.wire = wire;
    }

    @JsonValue
    public String wire() {
      return wire;
    }

    /**
     * @throws IllegalArgumentException for an unknown word
     */
    @JsonCreator
    public static Outcome of(String wire) {
      return Arrays.stream(values())
          .filter(outcome -> outcome.wire.equals(wire))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("no outcome " + wire));
    }
  }

  /**
   * One rule and what it was judged on.
   *
   * @param version of the rule: the law or list, or the version of the organization's settings
   * @param evidence for a person
   */
  @Schema(name = "JudgedRule")
  public record Judged(PermissionRule rule, String version, Outcome outcome, String evidence) {
    /** How a call is refused that this rule denies: what was judged, without a detail. */
    public Problem refusal() {
      Problem refusal =
          rule == PermissionRule.BUDGET ? CallProblems.BUDGET_SPENT : CallProblems.NOT_PERMITTED;
      return refusal.with("rule", rule.wire()).with("version", version).with("evidence", evidence);
    }
  }

  /** The first rule that denies; empty for a call that is allowed. */
  public Optional<Judged> denial() {
    return rules.stream().filter(judged -> judged.outcome() == Outcome.DENIED).findFirst();
  }
}
