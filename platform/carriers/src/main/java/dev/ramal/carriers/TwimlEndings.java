package dev.ramal.carriers;

import dev.ramal.events.CallOutcome;

/**
 * Reads the statuses in which legs end, in Twilio's callbacks and call resource, and in TeXML,
 * which shares its words.
 */
public final class TwimlEndings {
  private TwimlEndings() {}

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
