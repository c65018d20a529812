package dev.ramal.gateway.carriers;

import dev.ramal.events.CallOutcome;

/** The words in which Twilio ends a call, which TeXML shares. */
public final class CallStatuses {
  private CallStatuses() {}

  /** How a call with this final status ended; null when the status is not final or not known. */
  public static CallOutcome outcomeOrNull(String status) {
    return switch (status) {
      case "completed", "answered" -> CallOutcome.COMPLETED;
      case "busy" -> CallOutcome.BUSY;
      case "no-answer" -> CallOutcome.NO_ANSWER;
      case "failed" -> CallOutcome.FAILED;
      case "canceled" -> CallOutcome.CANCELED;
      default -> null;
    };
  }
}
