package dev.ramal.calls.settings;

import dev.ramal.calls.prompts.Prompt;
import dev.ramal.events.Carrier;
import dev.ramal.events.Consent;
import dev.ramal.events.MachineDetection;
import dev.ramal.events.OnMachine;

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
 * @param whisper whether the agent hears what was sent with the click, before the lead is rung
 * @param machineDetection whether the carrier is to find out who picks up
 * @param onMachine what becomes of a call that a machine picked up
 * @param voicemailMessage what a machine hears after its beep, pt-BR; never blank
 */
public record VoiceSettings(
    Carrier carrier,
    boolean record,
    String disclaimer,
    Consent consent,
    boolean connectUnrecorded,
    int callsPerAgent,
    boolean whisper,
    MachineDetection machineDetection,
    OnMachine onMachine,
    String voicemailMessage) {
  /**
   * Until an administrator says otherwise: Twilio, nothing recorded, one call at a time, no machine
   * is looked for.
   */
  public static final VoiceSettings DEFAULT =
      new VoiceSettings(
          Carrier.TWILIO,
          false,
          null,
          Consent.ANNOUNCEMENT,
          true,
          1,
          true,
          MachineDetection.OFF,
          OnMachine.HANG_UP,
          null);

  public VoiceSettings {
    disclaimer = orUsual(disclaimer, Prompt.RECORDING_DISCLAIMER);
    voicemailMessage = orUsual(voicemailMessage, Prompt.VOICEMAIL_MESSAGE);
  }

  private static String orUsual(String words, Prompt prompt) {
    return words == null || words.isBlank() ? prompt.words() : words;
  }

  VoiceSettings withCallsPerAgent(int calls) {
    return new VoiceSettings(
        carrier,
        record,
        disclaimer,
        consent,
        connectUnrecorded,
        calls,
        whisper,
        machineDetection,
        onMachine,
        voicemailMessage);
  }

  /** What the organization has a person hear for a prompt. */
  public String words(Prompt prompt) {
    return switch (prompt) {
      case RECORDING_DISCLAIMER -> disclaimer;
      case VOICEMAIL_MESSAGE -> voicemailMessage;
      default -> prompt.words();
    };
  }
}
