package dev.ramal.carriers.twilio;

import dev.ramal.events.CallOutcome;

/** Reads the statuses in which Twilio's legs end, in its callbacks and in its call resource. */
public final class TwilioEndings {
  private TwilioEndings() {}

  /** How a leg with this final status ended; null when the status is not final or not known. */
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
