package dev.ramal.calls.call;

import dev.ramal.events.CallControl;
import dev.ramal.events.LegName;
import dev.ramal.events.ReleasingParty;

/**
 * What people want done to a call in progress, and what came of it. Members of {@link FactBody}.
 */
public interface ControlBodies {
  /**
   * Somebody wants something done to the call in progress.
   *
   * @param ordinal its number in the call, from 1
   */
  record ControlAsked(CallControl control, int ordinal) implements FactBody {}

  /**
   * Our hold command was carried out.
   *
   * @param ordinal of the asking
   */
  record Held(int ordinal) implements FactBody {}

  /**
   * Our resume command was carried out.
   *
   * @param ordinal of the asking
   */
  record Resumed(int ordinal) implements FactBody {}

  /** Another command of the kind was carried out: to mute, to unmute, to send keys. */
  record ControlDone(CallControl control, int ordinal) implements FactBody {}

  /**
   * What somebody wanted was not done and will not be.
   *
   * @param code the carrier's own, or one of ours
   */
  record ControlRefused(CallControl control, int ordinal, String code, String reason)
      implements FactBody {
    /** Something else was asked for before it left. */
    public static final String REPLACED = "replaced";

    /** The call, or the leg, ended first. */
    public static final String ENDED = "call-ended";

    boolean isOfNoInterest() {
      return REPLACED.equals(code) || ENDED.equals(code);
    }
  }

  /**
   * The call is to be handed over to whom the fact's leg rings.
   *
   * @param from the leg of the agent who hands over
   * @param agentId null for a number
   * @param agentName null when unknown
   * @param consult whether the agent talks to them first
   */
  record TransferAsked(LegName from, String agentId, String agentName, boolean consult)
      implements FactBody {}

  /**
   * What somebody, or the carrier, says of the transfer to the fact's leg.
   *
   * @param what one of the words below
   * @param code the carrier's own of what it refused; else null
   */
  record TransferStep(String what, String code) implements FactBody {
    /** The agent has said enough to who is to take over. */
    public static final String COMPLETE = "complete";

    /** The agent wants the lead back. */
    public static final String CANCEL = "cancel";

    /** The carrier lets the agent go without ending the conference. */
    public static final String PREPARED = "prepared";

    /** It does not. */
    public static final String REFUSED = "refused";

    public boolean byPerson() {
      return COMPLETE.equals(what) || CANCEL.equals(what);
    }
  }

  /**
   * Somebody wants the call to end.
   *
   * @param by agent or system
   */
  record HangupAsked(ReleasingParty by) implements FactBody {
    /** The id of the fact that a person asked; it stands in stored rows. */
    public static final String BY_A_PERSON = "hangup-asked";
  }
}
