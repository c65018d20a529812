package dev.ramal.calls.carrier.telnyx;

import dev.ramal.calls.call.VoicePlan.VoiceInstruction;
import dev.ramal.calls.call.VoicePlan.VoiceInstruction.Speak;
import dev.ramal.calls.carrier.VoiceRenderer;
import dev.ramal.calls.carrier.twiml.Twiml;
import dev.ramal.calls.prompts.Prompt;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;

/**
 * Answers a TeXML application that points at us. Calls of ours are steered by commands, which must
 * not be mixed with TeXML, so there is nothing to say but that there is no such call.
 */
@ApplicationScoped
class TexmlRenderer implements VoiceRenderer {
  @Override
  public VoiceDocument render(
      List<VoiceInstruction> plan, SteeredLeg leg, Function<Prompt, String> words) {
    return new VoiceDocument(
        "application/xml",
        Twiml.response(
            texml -> {
              for (VoiceInstruction instruction : plan) {
                if (instruction instanceof Speak speak) {
                  texml.say(words.apply(speak.prompt()));
                }
              }
              texml.hangup();
            }));
  }
}
