package dev.ramal.calls.call;

import static dev.ramal.events.LegName.LEAD;

import dev.ramal.calls.call.LegAction.Kind;
import dev.ramal.calls.call.VoicePlan.VoiceInstruction;
import dev.ramal.calls.prompts.Prompt;
import dev.ramal.events.CallControl;
import dev.ramal.events.Direction;
import dev.ramal.events.LegName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which actions a call needs as it stands. Level-triggered: asked after every fact, it names an
 * action for as long as it is needed; the store keeps each action once, so that naming it again
 * costs nothing and forgetting it is impossible.
 */
public final class PendingActions {
  /** What is said to a leg by which action; what is not here is about its recording. */
  private static final Map<Prompt, Kind> SPOKEN =
      Map.of(
          Prompt.PLEASE_HOLD, Kind.HOLD_ON,
          Prompt.LEAVE_A_MESSAGE, Kind.GREET,
          Prompt.NOBODY_FREE, Kind.DISMISS,
          Prompt.CLOSED, Kind.DISMISS);

  private PendingActions() {}

  /**
   * @param steeredByCommand whether the call's carrier must be told each instruction of the voice
   *     plan; else it asks
   */
  public static List<LegAction> of(Call call, boolean steeredByCommand) {
    CallState now = call.state();
    if (call.details().direction() == Direction.INBOUND) {
      return InboundActions.of(call, steeredByCommand);
    }
    if (now.over() || now.agent() == null) {
      return List.of();
    }
    return isEnding(now) ? towardsTheEnd(now) : onwards(call, now, steeredByCommand);
  }

  /** Whether the call is over or on its way there: nothing may be dialled for it any more. */
  public static boolean isEnding(Call call) {
    CallState now = call.state();
    if (call.details().direction() == Direction.INBOUND) {
      return InboundActions.isEnding(now);
    }
    return now.over() || (now.agent() != null && isEnding(now));
  }

  /** Whether a leg may still be dialled. */
  public static boolean mayBeDialed(Call call, LegName leg) {
    LegState known = call.state().leg(leg);
    boolean over = isTarget(call.state(), leg) && !call.state().isHandedOver();
    return !isEnding(call)
        && !over
        && !call.state().transfers().isInVain(leg)
        && (known == null || !known.lapsed());
  }

  /** Whether somebody who calls us, and of whom nobody takes care, may still be told so. */
  public static boolean mayBeRejected(Call call) {
    return InboundActions.mayBeRejected(call);
  }

  /** Whether an agent is being rung for a caller, or to take a call over, who has not picked up. */
  public static boolean isAwaited(Call call, LegName agent) {
    CallState now = call.state();
    LegState leg = now.leg(agent);
    return leg != null
        && leg.pending()
        && (leg.offered() ? now.inbound().waits() : isTarget(now, agent) && now.isHandedOver());
  }

  /**
   * Whether an agent who has picked up meets whoever waits: not on an offer that is over, or that
   * another was faster than, nor for a transfer that came to nothing.
   */
  public static boolean mayMeet(Call call, LegName agent) {
    CallState now = call.state();
    LegState leg = now.leg(agent);
    if (leg != null && leg.offered()) {
      return leg.taken() && !isEnding(call);
    }
    return !call.state().transfers().isInVain(agent);
  }

  private static boolean isTarget(CallState now, LegName agent) {
    return now.transfer() != null && now.transfer().target() == agent;
  }

  /**
   * One leg is gone, nobody of ours is there, or somebody wants the end: the other leg must not
   * stay alone, unless it is a machine that hears a message.
   */
  private static boolean isEnding(CallState now) {
    return now.hangupAskedBy() != null
        || (now.agent().closed() && !now.detection().leavesMessage() && !now.isHandedOver())
        || now.isLeftAlone()
        || now.agent().unattended() != null
        || (now.lead() != null && now.lead().closed());
  }

  static List<LegAction> towardsTheEnd(CallState now) {
    List<LegAction> actions = new ArrayList<>();
    now.legs().forEach(leg -> end(leg, now).ifPresent(actions::add));
    return actions;
  }

  /** What ends a leg; empty where there is nothing to do, or it ends by itself. */
  static Optional<LegAction> end(LegState leg, CallState now) {
    if (leg.open() && leg.carrierCallId() != null && !endsByItself(leg, now)) {
      return Optional.of(LegAction.of(Kind.HANG_UP, leg.name()));
    }
    return leg.unsent() ? Optional.of(LegAction.of(Kind.DROP, leg.name())) : Optional.empty();
  }

  /** Our apology ends the leg that hears it: it is not cut off halfway, unless somebody asks. */
  private static boolean endsByItself(LegState leg, CallState now) {
    return now.hangupAskedBy() == null && leg.unattended() != null;
  }

  private static List<LegAction> onwards(Call call, CallState now, boolean steeredByCommand) {
    if (now.lead() != null && now.lead().answered() && now.detection().endsTalk()) {
      return MachineActions.of(call, steeredByCommand);
    }
    List<LegAction> actions = new ArrayList<>();
    if (now.agent().answered() && now.lead() == null && now.whisper().over()) {
      actions.add(LegAction.of(Kind.DIAL, LEAD));
    }
    if (mayBeRecorded(now)) {
      actions.add(LegAction.of(Kind.RECORD, LEAD));
    }
    if (steeredByCommand) {
      if (now.lead() != null && now.lead().answered() && now.detection().holdsLead()) {
        actions.add(LegAction.of(Kind.WAIT, LEAD));
      }
      for (LegState leg : now.legs()) {
        if (leg.answered() && !now.transfers().isInVain(leg.name())) {
          VoicePlan.due(call, leg).map(due -> toTell(due, leg.name())).ifPresent(actions::add);
        }
      }
    }
    actions.addAll(controls(now, steeredByCommand));
    actions.addAll(TransferActions.of(call, steeredByCommand));
    return actions;
  }

  /** What people asked to be done to a call in progress, but for keys, which only a job knows. */
  static List<LegAction> controls(CallState now, boolean steeredByCommand) {
    return now.controls().open().stream()
        .filter(asked -> asked.control() != CallControl.DTMF)
        .filter(
            asked ->
                asked.control().isOfRecording()
                    ? isRecorded(now)
                    : now.conferenceId() != null
                        && mayBeDone(now, now.leg(asked.control()), steeredByCommand))
        .map(asked -> toControl(now, asked))
        .toList();
  }

  /**
   * A carrier that asks puts a leg into the conference by itself, and refuses until it has; one
   * that is told may take a command for a leg that is not there yet, and do nothing.
   */
  static boolean mayBeDone(CallState now, LegState leg, boolean steeredByCommand) {
    return now.isOnLine(leg)
        && leg.open()
        && leg.carrierCallId() != null
        && (!steeredByCommand || leg.joined());
  }

  private static LegAction toControl(CallState now, Controls.Asked asked) {
    return LegAction.of(asked.control(), now.leg(asked.control()).name(), asked.ordinal());
  }

  /** What has not begun can neither pause nor go on. */
  private static boolean isRecorded(CallState now) {
    return now.recording() instanceof RecordingProgress.Begun && now.lead().open();
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

  static LegAction toTell(VoiceInstruction instruction, LegName leg) {
    Kind kind;
    if (instruction instanceof VoiceInstruction.Speak speak) {
      kind = SPOKEN.getOrDefault(speak.prompt(), leg.isAgent() ? Kind.WHISPER : Kind.ANNOUNCE);
    } else if (instruction instanceof VoiceInstruction.TakeMessage) {
      kind = Kind.TAKE_MESSAGE;
    } else if (instruction instanceof VoiceInstruction.AskKey) {
      kind = Kind.ASK;
    } else if (instruction instanceof VoiceInstruction.JoinConference) {
      kind = Kind.JOIN;
    } else {
      kind = Kind.HANG_UP;
    }
    return LegAction.of(kind, leg);
  }
}
