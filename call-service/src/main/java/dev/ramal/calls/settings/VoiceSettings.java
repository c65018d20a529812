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
 * @param callsPerAgent how many calls an agent may have at one time; 0 for any number
 */
public record VoiceSettings(
    Carrier carrier,
    boolean record,
    String disclaimer,
    Consent consent,
    boolean connectUnrecorded,
    int callsPerAgent) {
  /** Until an administrator says otherwise: Twilio, nothing recorded, one call at a time. */
  public static final VoiceSettings DEFAULT =
      new VoiceSettings(Carrier.TWILIO, false, null, Consent.ANNOUNCEMENT, true, 1);

  public VoiceSettings {
    disclaimer =
        disclaimer == null || disclaimer.isBlank()
            ? Prompt.RECORDING_DISCLAIMER.words()
            : disclaimer;
  }

  VoiceSettings withCallsPerAgent(int calls) {
    return new VoiceSettings(carrier, record, disclaimer, consent, connectUnrecorded, calls);
  }

  /** What the organization has a person hear for a prompt. */
  public String words(Prompt prompt) {
    return prompt == Prompt.RECORDING_DISCLAIMER ? disclaimer : prompt.words();
  }
}
