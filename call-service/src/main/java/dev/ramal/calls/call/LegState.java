package dev.ramal.calls.call;

import dev.ramal.events.AnsweredBy;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.LegName;
import dev.ramal.events.ReleasingSide;
import java.time.Duration;
import java.time.Instant;

/**
 * What the facts about one leg amount to.
 *
 * @param address null when never said
 * @param carrierCallId null while the carrier gave no handle
 * @param dialedAt when the carrier took it; null before
 * @param answeredAt null when not answered; computed from the end when only the end was told
 * @param answerSaid whether an answer was told, not only computed
 * @param joined whether it was heard to join the conference
 * @param offered whether an agent is rung by it for somebody who called us
 * @param lapsed whether it was an offer that its agent did not take in time
 * @param unattended why whoever was on it met nobody: apology, abandoned (in a queue); such a leg
 *     was not answered, whatever the carrier says and charges. Null for others
 * @param end null while open
 * @param endedAt null while open
 * @param refused null unless the carrier refused the leg
 */
public record LegState(
    LegName name,
    String address,
    CarrierCallId carrierCallId,
    boolean unclear,
    boolean dropped,
    FactBody.Refused refused,
    Instant dialedAt,
    Instant ringingAt,
    Instant answeredAt,
    boolean answerSaid,
    boolean joined,
    boolean offered,
    boolean lapsed,
    String unattended,
    AnsweredBy answeredBy,
    FactBody.Ended end,
    Instant endedAt,
    FactBody.Costed cost) {

  /** They heard our apology. */
  static final String APOLOGY = "apology";

  /** They waited in a queue and hung up. */
  static final String ABANDONED = "abandoned";

  public boolean dialed() {
    return dialedAt != null;
  }

  public boolean answered() {
    return answeredAt != null;
  }

  /** Nothing more can happen on this leg. */
  public boolean closed() {
    return endedAt != null;
  }

  public boolean open() {
    return dialed() && !closed();
  }

  /** Ordered, and neither sent nor given up as far as we know. */
  public boolean unsent() {
    return !dialed() && !closed() && !unclear;
  }

  /** Whether it is an agent's who may still pick up. */
  boolean pending() {
    return name.isAgent() && !answered() && !closed() && !lapsed && unattended == null;
  }

  /** Whether the agent of an offer took it. */
  public boolean taken() {
    return name.isAgent() && answered() && !lapsed;
  }

  /**
   * Whole seconds from answer to end: the carrier's own count where it counts, else rounded up, as
   * carriers bill.
   */
  public int answeredSeconds() {
    if (!answered() || end == null) {
      return 0;
    }
    return end.talkSeconds() != null ? end.talkSeconds() : seconds(answeredAt, endedAt, 999);
  }

  /** Whether an answer that nobody told of would change what the end says; the carrier knows. */
  public boolean mayHaveBeenAnswered() {
    return unattended == null && (isProvisional() || isFailure());
  }

  private boolean isFailure() {
    return !answered() && end != null && end.outcome() == CallOutcome.FAILED;
  }

  /** A normal end of a leg whose answer nobody told: the answer may be late, or lost. */
  private boolean isProvisional() {
    return end != null && end.outcome() == CallOutcome.COMPLETED && !answered();
  }

  /**
   * How the leg ended, or null while it is open. An answer makes it completed whatever the end
   * says; a completed end without an answer is provisional, because the answer may be late.
   */
  public CallOutcome outcome() {
    if (!closed()) {
      return null;
    }
    if (end == null) {
      return refused != null ? CallOutcome.FAILED : CallOutcome.CANCELED;
    }
    if (answered()) {
      return CallOutcome.COMPLETED;
    }
    if (unattended != null) {
      return CallOutcome.NO_ANSWER;
    }
    if (isProvisional()) {
      return end.hungUpBy() == ReleasingSide.CALLER ? CallOutcome.CANCELED : CallOutcome.NO_ANSWER;
    }
    return end.outcome();
  }

  /** To the nearest second. */
  static int seconds(Instant from, Instant to) {
    return seconds(from, to, 500);
  }

  private static int seconds(Instant from, Instant to, int more) {
    long millis = Duration.between(from, to).toMillis();
    return (int) Math.max(0, (millis + more) / 1000);
  }
}
