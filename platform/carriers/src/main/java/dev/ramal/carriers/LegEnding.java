package dev.ramal.carriers;

import dev.ramal.events.CallOutcome;
import dev.ramal.events.ReleasingSide;

/**
 * How a leg ended, in words that are the same for every carrier. Each carrier's words are read in
 * one place, whether it told them by itself or was asked: both ways tell the same story.
 *
 * @param outcome a carrier that does not know of the answer says completed
 * @param sipCode null when not said
 * @param cause the carrier's own word; null when not said
 * @param hungUpBy null when not said
 */
public record LegEnding(
    CallOutcome outcome, Integer sipCode, String cause, ReleasingSide hungUpBy) {

  /** Of a carrier that tells the outcome alone. */
  public static LegEnding of(CallOutcome outcome) {
    return new LegEnding(outcome, null, null, null);
  }
}
