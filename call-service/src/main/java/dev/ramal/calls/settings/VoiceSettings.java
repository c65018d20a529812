package dev.ramal.calls.settings;

import dev.ramal.calls.prompts.Prompt;
import dev.ramal.events.Carrier;
import dev.ramal.events.Consent;

/**
 * How an organization makes calls.
 *
 * @param carrier which carrier new calls take
 * @param record whether the lead's leg is recorded
 * @param consent what must come before: announcement (the lead was told) or key (told, and pressed)
 * @param connectUnrecorded whether a lead without consent is joined all the same, unrecorded; else
 *     let go
 * @param disclaimer what a recorded lead hears first, pt-BR; never blank: whoever is recorded is
 *     told
 */
public record VoiceSettings(
    Carrier carrier,
    boolean record,
    String disclaimer,
    Consent consent,
    boolean connectUnrecorded) {
  /** Until an administrator says otherwise: Twilio, nothing recorded. */
  public static final VoiceSettings DEFAULT =
      new VoiceSettings(Carrier.TWILIO, false, null, Consent.ANNOUNCEMENT, true);

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
