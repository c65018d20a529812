package dev.ramal.calls.settings;

import dev.ramal.calls.prompts.Prompt;
import dev.ramal.events.Carrier;

/**
 * How an organization makes calls.
 *
 * @param carrier which carrier new calls take
 * @param record whether the lead's leg is recorded
 * @param disclaimer what a recorded lead hears first, pt-BR; never blank: whoever is recorded is
 *     told
 */
public record VoiceSettings(Carrier carrier, boolean record, String disclaimer) {
  /** Until an administrator says otherwise: Twilio, nothing recorded. */
  public static final VoiceSettings DEFAULT = new VoiceSettings(Carrier.TWILIO, false, null);

  public VoiceSettings {
    disclaimer =
        disclaimer == null || disclaimer.isBlank()
            ? Prompt.RECORDING_DISCLAIMER.words()
            : disclaimer;
  }

  /** What the organization has a person hear for a prompt. */
  public String words(Prompt prompt) {
    return prompt == Prompt.RECORDING_DISCLAIMER ? disclaimer : prompt.words();
  }
}
