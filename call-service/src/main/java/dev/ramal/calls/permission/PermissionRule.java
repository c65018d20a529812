package dev.ramal.calls.permission;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a call is judged by. The words are stored with verdicts and published in {@code CallDenied}.
 */
@Schema(name = "Rule")
public enum PermissionRule {
  /** The organization blocked the number, or a range it lies in. */
  BLOCKLIST("blocklist"),
  /** The number stands on an imported list of people who want no calls. */
  DO_NOT_CALL("do-not-call"),
  /** The person wants no more messages of the organization. */
  OPT_OUT("opt-out"),
  /** A contact of the CRM that holds the number declines communications. */
  CONSENT("consent"),
  /** The hour where the number is at home. */
  CALLING_HOURS("calling-hours"),
  /** A holiday there, or a day on which the organization does not call. */
  HOLIDAY("holiday"),
  /** How often the person was rung lately. */
  ATTEMPTS("attempts"),
  /** How many calls the organization has at this moment. */
  CONCURRENT_CALLS("concurrent-calls"),
  /** How many calls the organization began in the last second. */
  CALLS_PER_SECOND("calls-per-second"),
  /** The regulator's limit of short calls in a day. */
  SHORT_CALLS("short-calls"),
  /** The regulator's limit of calls in a month. */
  MONTHLY_CALLS("monthly-calls"),
  /** Numbers that begin so are used too much, and nobody has released them. */
  VELOCITY("velocity"),
  /** A budget that would pay for the call is spent, and stops what it pays for. */
  BUDGET("budget-exhausted");

  private final String wire;

  PermissionRule(String wire) {
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
  public static PermissionRule of(String wire) {
    return Arrays.stream(values())
        .filter(rule -> rule.wire.equals(wire))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no rule " + wire));
  }
}
