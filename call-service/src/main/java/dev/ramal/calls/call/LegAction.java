package dev.ramal.calls.call;

import dev.ramal.events.LegName;

/**
 * Something the carrier must do next.
 *
 * @param kind what
 * @param leg to which leg
 */
public record LegAction(Kind kind, LegName leg) {
  /** What a carrier can be told to do with a leg. */
  public enum Kind {
    DIAL,
    /** Put the leg into the call's conference; the agent's leg makes it. */
    JOIN,
    /** Say the recording disclaimer to the leg. */
    ANNOUNCE,
    HANG_UP,
    /** Withdraw a dial that was not sent. */
    DROP
  }

  public static LegAction of(Kind kind, LegName leg) {
    return new LegAction(kind, leg);
  }
}
