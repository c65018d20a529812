package dev.ramal.calls.call;

import dev.ramal.calls.call.VoicePlan.VoiceInstruction.HangUp;
import dev.ramal.calls.call.VoicePlan.VoiceInstruction.JoinConference;
import dev.ramal.calls.call.VoicePlan.VoiceInstruction.Speak;
import dev.ramal.calls.prompts.Prompt;
import dev.ramal.events.LegName;
import java.util.List;
import java.util.Optional;

/**
 * What a leg that was picked up does next: decided here once, for every carrier. A carrier that
 * asks when a leg answers is given the whole plan; one that must be told is told what is {@link
 * #due}, one instruction after the other.
 */
public final class VoicePlan {
  private VoicePlan() {}

  /**
   * The way of an answered leg of an open call, in order.
   *
   * @param recorded whether the call is recorded: then the lead is told first
   */
  public static List<VoiceInstruction> of(LegName leg, boolean recorded) {
    return leg == LegName.LEAD && recorded
        ? List.of(new Speak(Prompt.RECORDING_DISCLAIMER), new JoinConference())
        : List.of(new JoinConference());
  }

  /** The way of a leg whose call is over, unknown or not this account's: told so, and let go. */
  public static List<VoiceInstruction> unavailable() {
    return List.of(new Speak(Prompt.CALL_UNAVAILABLE), new HangUp());
  }

  /**
   * The first instruction of the leg's way that the facts do not prove done; empty when there is
   * none, or when it must wait: the agent's leg makes the conference, the lead's only joins it.
   */
  static Optional<VoiceInstruction> due(Call call, LegState leg) {
    CallState now = call.state();
    return of(leg.name(), call.details().record()).stream()
        .filter(instruction -> !isDone(instruction, leg.name(), now))
        .findFirst()
        .filter(instruction -> mayBegin(instruction, leg.name(), now));
  }

  private static boolean isDone(VoiceInstruction instruction, LegName leg, CallState now) {
    if (instruction instanceof Speak) {
      return now.announced();
    }
    return instruction instanceof JoinConference
        && leg == LegName.AGENT
        && now.conferenceId() != null;
  }

  private static boolean mayBegin(VoiceInstruction instruction, LegName leg, CallState now) {
    return !(instruction instanceof JoinConference)
        || leg == LegName.AGENT
        || now.conferenceId() != null;
  }

  /** One thing that an answered leg does, in no carrier's words. */
  public sealed interface VoiceInstruction {

    /** Says a prompt to the leg, to its end. */
    record Speak(Prompt prompt) implements VoiceInstruction {}

    /** Puts the leg into the conference of its call, and ends it when the conference ends. */
    record JoinConference() implements VoiceInstruction {}

    /** Ends the leg. */
    record HangUp() implements VoiceInstruction {}
  }
}
