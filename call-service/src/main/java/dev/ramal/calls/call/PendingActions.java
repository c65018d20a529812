package dev.ramal.calls.call;

import static dev.ramal.events.LegName.LEAD;

import dev.ramal.calls.call.PendingActions.LegAction.Kind;
import dev.ramal.calls.call.VoicePlan.VoiceInstruction;
import dev.ramal.events.Direction;
import dev.ramal.events.LegName;
import java.util.ArrayList;
import java.util.List;

/**
 * Which actions a call needs as it stands. Level-triggered: asked after every fact, it names an
 * action for as long as it is needed; the store keeps each action once, so that naming it again
 * costs nothing and forgetting it is impossible.
 */
public final class PendingActions {
  private PendingActions() {}

  /**
   * @param steeredByCommand whether the call's carrier must be told each instruction of the voice
   *     plan; else it asks
   */
  public static List<LegAction> of(Call call, boolean steeredByCommand) {
    CallState now = call.state();
    if (call.details().direction() == Direction.INBOUND || now.over() || now.agent() == null) {
      return List.of();
    }
    return isEnding(now) ? towardsTheEnd(now) : onwards(call, now, steeredByCommand);
  }

  /** Whether the call is over or on its way there: nothing may be dialled for it any more. */
  public static boolean isEnding(Call call) {
    CallState now = call.state();
    return now.over() || (now.agent() != null && isEnding(now));
  }

  /**
   * One leg is gone, nobody of ours is there, or somebody wants the end: the other leg must not
   * stay alone.
   */
  private static boolean isEnding(CallState now) {
    return now.hangupAskedBy() != null
        || now.agent().closed()
        || now.agent().unattended() != null
        || (now.lead() != null && now.lead().closed());
  }

  private static List<LegAction> towardsTheEnd(CallState now) {
    List<LegAction> actions = new ArrayList<>();
    for (LegState leg : now.legs()) {
      if (leg.open() && leg.carrierCallId() != null && !endsByItself(leg, now)) {
        actions.add(LegAction.of(Kind.HANG_UP, leg.name()));
      } else if (!leg.dialed() && !leg.closed() && !leg.unclear()) {
        actions.add(LegAction.of(Kind.DROP, leg.name()));
      }
    }
    return actions;
  }

  /** Our apology ends the leg that hears it: it is not cut off halfway, unless somebody asks. */
  private static boolean endsByItself(LegState leg, CallState now) {
    return now.hangupAskedBy() == null && leg.unattended() != null;
  }

  private static List<LegAction> onwards(Call call, CallState now, boolean steeredByCommand) {
    List<LegAction> actions = new ArrayList<>();
    if (now.agent().answered() && now.lead() == null) {
      actions.add(LegAction.of(Kind.DIAL, LEAD));
    }
    if (mayBeRecorded(now)) {
      actions.add(LegAction.of(Kind.RECORD, LEAD));
    }
    if (steeredByCommand) {
      for (LegState leg : now.legs()) {
        if (leg.answered()) {
          VoicePlan.due(call, leg).map(due -> toTell(due, leg.name())).ifPresent(actions::add);
        }
      }
    }
    return actions;
  }

  /** Allowed by proof, and not begun. */
  private static boolean mayBeRecorded(CallState now) {
    return now.recording() instanceof RecordingProgress.Allowed
        && now.lead() != null
        && now.lead().open()
        && now.lead().carrierCallId() != null;
  }

  /** Whether a recording that was asked for may still begin. */
  public static boolean mayBeRecorded(Call call) {
    return !isEnding(call) && mayBeRecorded(call.state());
  }

  private static LegAction toTell(VoiceInstruction instruction, LegName leg) {
    Kind kind;
    if (instruction instanceof VoiceInstruction.Speak) {
      kind = Kind.ANNOUNCE;
    } else if (instruction instanceof VoiceInstruction.AskKey) {
      kind = Kind.ASK;
    } else if (instruction instanceof VoiceInstruction.JoinConference) {
      kind = Kind.JOIN;
    } else {
      kind = Kind.HANG_UP;
    }
    return LegAction.of(kind, leg);
  }

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
      ASK
    }

    public static LegAction of(Kind kind, LegName leg) {
      return new LegAction(kind, leg, 1);
    }
  }
}
