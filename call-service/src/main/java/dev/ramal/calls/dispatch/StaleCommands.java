package dev.ramal.calls.dispatch;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.ControlBodies.ControlRefused;
import dev.ramal.calls.call.Detection;
import dev.ramal.calls.call.LegAction;
import dev.ramal.calls.call.LegState;
import dev.ramal.calls.call.PendingActions;
import dev.ramal.calls.call.RecordingProgress;
import dev.ramal.calls.call.RecordingProgress.Withheld;
import dev.ramal.calls.call.Whisper;
import dev.ramal.calls.carrier.CarrierPort;
import dev.ramal.calls.carrier.Taken;
import dev.ramal.calls.commands.Command;
import dev.ramal.kit.jobs.Outcome;
import java.util.Optional;

/**
 * Whether a command is still to be sent, seen in the light of its call: not a dial of a call that
 * is ending, no question to who has hung up, no recording without proof, and nothing that the
 * carrier has done already. Pure.
 *
 * <p>Failure policy: a phone that does not ring can be called again by a person; one that rings
 * with nobody behind it cannot be undone.
 */
final class StaleCommands {
  private StaleCommands() {}

  /** Whether its call must be looked at before it leaves. */
  static boolean mayBeStale(Command command) {
    return command.isDial()
        || command.makesConference()
        || command.joinsFurtherAgent()
        || command.isRecording()
        || command.isToBeHeard()
        || command.control() != null
        || command.kind() == LegAction.Kind.LET_LEAVE
        || command.kind() == LegAction.Kind.REJECT
        || command.isToCaller();
  }

  /** Whether the carrier's callbacks have told the outcome already. */
  static boolean isDone(Call call, Command command) {
    if (command.makesConference()) {
      return call.state().conferenceId() != null;
    }
    if (command.isRecording()) {
      return call.state().recording() instanceof RecordingProgress.Begun;
    }
    if (command.kind() == LegAction.Kind.LEAVE_MESSAGE) {
      return call.hearsMessage();
    }
    LegState leg = call.state().leg(command.leg());
    if (command.joinsFurtherAgent()) {
      return leg.joined();
    }
    return command.isDial() && leg != null && leg.carrierCallId() != null;
  }

  /** The outcome of a command that must not be sent; empty when it may be. */
  static Optional<Outcome<Taken>> outcome(Call call, Command command) {
    if (isDone(call, command)) {
      return Optional.of(new Outcome.Done<>(new Taken.ToldByCallbacks()));
    }
    if (isReplaced(call, command)) {
      return Optional.of(
          new Outcome.Refused<>(ControlRefused.REPLACED, "something else was asked for since"));
    }
    return isUnwanted(call, command)
        ? Optional.of(new Outcome.Refused<>(CarrierPort.CALL_ENDED, "the call ended first"))
        : Optional.empty();
  }

  /** The lead who was given up meanwhile hears nothing that interrupts the conversation. */
  private static boolean isUnwanted(Call call, Command command) {
    RecordingProgress recording = call.state().recording();
    return switch (command.kind()) {
      case DIAL -> !PendingActions.mayBeDialed(call, command.leg());
      case JOIN -> command.leg().isAgent() && !PendingActions.mayMeet(call, command.leg());
      case RECORD -> !PendingActions.mayBeRecorded(call);
      case ANNOUNCE ->
          PendingActions.isEnding(call)
              || recording.announcement() != null
              || recording instanceof Withheld;
      case ASK -> PendingActions.isEnding(call) || !(recording instanceof RecordingProgress.Asking);
      case HOLD, RESUME, MUTE, UNMUTE, SEND_DIGITS, PAUSE_RECORDING, RESUME_RECORDING ->
          PendingActions.isEnding(call);
      case LET_LEAVE -> PendingActions.isEnding(call) || call.state().leg(command.leg()).closed();
      case WHISPER ->
          PendingActions.isEnding(call) || !(call.state().whisper() instanceof Whisper.Saying);
      case LEAVE_MESSAGE ->
          PendingActions.isEnding(call)
              || !(call.state().detection().stage() instanceof Detection.Leaving);
      case REJECT -> !PendingActions.mayBeRejected(call);
      case HOLD_ON -> PendingActions.isEnding(call) || !call.state().inbound().waits();
      default -> command.isToCaller() && PendingActions.isEnding(call);
    };
  }

  /**
   * Of holding and resuming only the last wish counts; keys are all pressed. A machine is told of
   * no recording.
   */
  private static boolean isReplaced(Call call, Command command) {
    return command.kind() == LegAction.Kind.ANNOUNCE && call.state().detection().endsTalk()
        || command.control() != null
            && call.state().controls().isPointless(command.payload().ordinal());
  }
}
