package dev.ramal.calls.call;

import dev.ramal.events.CallControl;
import dev.ramal.events.LegName;
import java.util.Locale;

/**
 * Something the carrier must do next.
 *
 * @param kind what
 * @param leg to which leg
 * @param turn which time, from 1, of what a call may need again
 */
public record LegAction(Kind kind, LegName leg, int turn) {
  /** What a carrier can be told to do with a leg. */
  public enum Kind {
    DIAL,
    /** Put the leg into the call's conference; the agent's leg makes it. */
    JOIN,
    /** Say the recording disclaimer to the leg. */
    ANNOUNCE,
    HANG_UP,
    /** Withdraw a dial that was not sent. */
    DROP,
    /** Record the leg, both sides on their own channel. */
    RECORD,
    /** Ask the leg for the key that agrees to the recording. */
    ASK,
    HOLD,
    RESUME,
    MUTE,
    UNMUTE,
    /** Record nothing until further notice. */
    PAUSE_RECORDING,
    RESUME_RECORDING,
    /** Have the leg's side hear keys. */
    SEND_DIGITS,
    /** Say to the agent what only the agent hears. */
    WHISPER,
    /** Say the message to the machine that has beeped. */
    LEAVE_MESSAGE,
    /** Nothing yet; but not for ever. */
    WAIT,
    /** Pick up for somebody who calls us. */
    ANSWER,
    /** Not pick up, and have the carrier tell somebody who calls us so. */
    REJECT,
    /** Say to whoever waits that somebody will come. */
    HOLD_ON,
    /** Say to whoever waited that a message can be left. */
    GREET,
    /** Record what they leave, after a beep. */
    TAKE_MESSAGE,
    /** Say why nobody comes. */
    DISMISS,
    /** Have the leg ask again what it does: what it waited for has changed. */
    REDIRECT,
    /** Have the carrier not end the conference when the leg leaves it. */
    LET_LEAVE;

    /** As what it says is named at a carrier, and in facts. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public static LegAction of(Kind kind, LegName leg) {
    return new LegAction(kind, leg, 1);
  }

  /**
   * What somebody asked for.
   *
   * @param ordinal its number in the call
   */
  public static LegAction of(CallControl control, LegName leg, int ordinal) {
    Kind kind =
        switch (control) {
          case HOLD -> Kind.HOLD;
          case RESUME -> Kind.RESUME;
          case MUTE -> Kind.MUTE;
          case UNMUTE -> Kind.UNMUTE;
          case PAUSE_RECORDING -> Kind.PAUSE_RECORDING;
          case RESUME_RECORDING -> Kind.RESUME_RECORDING;
          case DTMF -> Kind.SEND_DIGITS;
        };
    return new LegAction(kind, leg, ordinal);
  }
}
