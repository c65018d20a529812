package dev.ramal.carriers.telnyx;

import dev.ramal.carriers.LegEnding;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.ReleasingSide;

/** Reads how Telnyx says that a leg ended, in its callbacks and in its record of events. */
public final class TelnyxEndings {
  private static final int REFUSED_BY_NETWORK = 403;

  private TelnyxEndings() {}

  /**
   * @param cause {@code hangup_cause}; null when not said
   * @param sipCode {@code sip_hangup_cause}; null when not said
   * @param source {@code hangup_source}; null when not said
   */
  public static LegEnding of(String cause, Integer sipCode, String source) {
    return new LegEnding(outcome(cause, sipCode), sipCode, cause, ReleasingSide.find(source));
  }

  /**
   * Telnyx does not say whether the leg had been answered, so a normal end counts as completed
   * here; who knows of the answer decides.
   */
  private static CallOutcome outcome(String cause, Integer sipCode) {
    if (cause == null) {
      return CallOutcome.FAILED;
    }
    return switch (cause) {
      case "normal_clearing", "time_limit" -> CallOutcome.COMPLETED;
      case "user_busy" -> CallOutcome.BUSY;
      case "timeout", "no_answer" -> CallOutcome.NO_ANSWER;
      case "originator_cancel" -> CallOutcome.CANCELED;
      case "call_rejected" ->
          sipCode != null && sipCode == REFUSED_BY_NETWORK ? CallOutcome.FAILED : CallOutcome.BUSY;
      default -> CallOutcome.FAILED;
    };
  }
}
