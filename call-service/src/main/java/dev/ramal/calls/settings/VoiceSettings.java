package dev.ramal.calls.settings;

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
  public static final String DISCLAIMER =
      "Olá. Esta ligação poderá ser gravada para garantir a qualidade do atendimento.";

  /** Until an administrator says otherwise: Twilio, nothing recorded. */
  public static final VoiceSettings DEFAULT = new VoiceSettings(Carrier.TWILIO, false, DISCLAIMER);

  public VoiceSettings {
    disclaimer = disclaimer == null || disclaimer.isBlank() ? DISCLAIMER : disclaimer;
  }
}
