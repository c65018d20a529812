package dev.ramal.calls.call;

import dev.ramal.calls.call.RecordingProgress.Asking;
import dev.ramal.calls.call.RecordingProgress.Telling;
import dev.ramal.calls.call.RecordingProgress.ToTell;
import dev.ramal.calls.call.VoicePlan.VoiceInstruction.AskKey;
import dev.ramal.calls.call.VoicePlan.VoiceInstruction.HangUp;
import dev.ramal.calls.call.VoicePlan.VoiceInstruction.JoinConference;
import dev.ramal.calls.call.VoicePlan.VoiceInstruction.Pause;
import dev.ramal.calls.call.VoicePlan.VoiceInstruction.Speak;
import dev.ramal.calls.prompts.Prompt;
import dev.ramal.events.LegName;
import java.util.List;
import java.util.Optional;

/**
 * What a leg that was picked up does next: decided here once, for every carrier. The lead of a call
 * that is to be recorded is told, perhaps asked, and joins when the carrier has said that this was
 * done. A carrier that asks comes back for each of these steps; one that must be told is told what
 * is {@link #due}.
 */
public final class VoicePlan {
  private VoicePlan() {}

  /** What a leg of an open call does until the carrier has something to say about it. */
  public static List<VoiceInstruction> next(LegName leg, CallState now) {
    return leg.isAgent() ? List.of(agent(leg, now.whisper())) : lead(now);
  }

  /** Whoever comes later is told by the colleague. */
  private static VoiceInstruction agent(LegName leg, Whisper whisper) {
    return leg != LegName.AGENT || whisper.over()
        ? new JoinConference()
        : new Speak(Prompt.WHISPER);
  }

  /** Who is not known to be a machine is a person. */
  private static List<VoiceInstruction> lead(CallState now) {
    Detection detection = now.detection();
    Detection.Stage found = detection.stage();
    if (found instanceof Detection.Beeped || found instanceof Detection.Leaving) {
      return List.of(new Speak(Prompt.VOICEMAIL_MESSAGE));
    }
    if (!detection.endsTalk()) {
      return List.of(lead(now.recording()));
    }
    return detection.lingers()
        ? List.of(new Pause(Detection.LINGERING), new HangUp())
        : List.of(new HangUp());
  }

  private static VoiceInstruction lead(RecordingProgress recording) {
    if (recording instanceof ToTell || recording instanceof Telling) {
      return new Speak(Prompt.RECORDING_DISCLAIMER);
    }
    if (recording instanceof Asking) {
      return new AskKey(Prompt.CONSENT_QUESTION);
    }
    return recording.letsGo() ? new HangUp() : new JoinConference();
  }

  /** The way of a leg whose call is over, unknown or not this account's: told so, and let go. */
  public static List<VoiceInstruction> unavailable() {
    return List.of(new Speak(Prompt.CALL_UNAVAILABLE), new HangUp());
  }

  /**
   * What the leg must be told now; empty when there is nothing, or when it must wait: for the
   * carrier's word that something was said to its end, or for the conference, which the agent's leg
   * makes and the lead's only joins.
   */
  static Optional<VoiceInstruction> due(Call call, LegState leg) {
    CallState now = call.state();
    return next(leg.name(), now).stream()
        .filter(instruction -> mayBegin(instruction, leg.name(), now))
        .findFirst();
  }

  private static boolean mayBegin(VoiceInstruction instruction, LegName leg, CallState now) {
    if (leg == LegName.LEAD && now.detection().holdsLead()) {
      return false;
    }
    if (instruction instanceof Speak) {
      return leg == LegName.AGENT
          ? !(now.whisper() instanceof Whisper.Saying)
          : !(now.recording() instanceof Telling);
    }
    return !(instruction instanceof JoinConference)
        || (leg == LegName.AGENT) == (now.conferenceId() == null);
  }

  /** One thing that an answered leg does, in no carrier's words. */
  public sealed interface VoiceInstruction {

    /** Says a prompt to the leg, to its end. */
    record Speak(Prompt prompt) implements VoiceInstruction {}

    /** Says a prompt to the leg and waits some seconds for one key. */
    record AskKey(Prompt prompt) implements VoiceInstruction {}

    /** Puts the leg into the conference of its call, and ends it when the conference ends. */
    record JoinConference() implements VoiceInstruction {}

    /** Keeps the leg waiting in the conference of its call until an agent is there. */
    record Wait() implements VoiceInstruction {}

    /** Says how many wait before, the leg itself counted. */
    record SpeakPlace(int place) implements VoiceInstruction {}

    /** Plays music, once. */
    record PlayMusic() implements VoiceInstruction {}

    /** Says nothing for some seconds. */
    record Pause(int seconds) implements VoiceInstruction {}

    /** Records a message after a beep. */
    record TakeMessage() implements VoiceInstruction {}

    /** Ends the leg. */
    record HangUp() implements VoiceInstruction {}
  }
}
