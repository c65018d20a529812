package dev.ramal.calls.carrier;

import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.VoicePlan.VoiceInstruction;
import dev.ramal.calls.prompts.Prompt;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.LegName;
import java.util.List;
import java.util.function.Function;

/** Writes a leg's way in the language of a carrier that asks for it. Pure. */
public interface VoiceRenderer {

  /**
   * @param plan what the leg does, in order
   * @param leg which leg it is, and where its callbacks go
   * @param words what is said for a prompt, pt-BR, at most 4096 characters
   */
  VoiceDocument render(List<VoiceInstruction> plan, SteeredLeg leg, Function<Prompt, String> words);

  /**
   * @param callId ours; null when the leg belongs to no call of ours
   */
  record SteeredLeg(ConnectionId connectionId, CallId callId, LegName leg) {}

  /**
   * @param contentType of the body
   * @param body as the carrier takes it
   * @param apology whether whoever hears it is only let go, without having been called by us
   */
  record VoiceDocument(String contentType, String body, boolean apology) {
    public VoiceDocument(String contentType, String body) {
      this(contentType, body, false);
    }

    /** The same, said to a leg that belongs to no call of ours. */
    public VoiceDocument asApology() {
      return new VoiceDocument(contentType, body, true);
    }
  }
}
