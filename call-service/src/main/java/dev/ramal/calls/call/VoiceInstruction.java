package dev.ramal.calls.call;

import dev.ramal.calls.prompts.Prompt;

/** One thing that an answered leg does, in no carrier's words. */
public sealed interface VoiceInstruction {

  /** Says a prompt to the leg, to its end. */
  record Speak(Prompt prompt) implements VoiceInstruction {}

  /** Puts the leg into the conference of its call, and ends it when the conference ends. */
  record JoinConference() implements VoiceInstruction {}

  /** Ends the leg. */
  record HangUp() implements VoiceInstruction {}
}
