package dev.ramal.calls.prompts;

/**
 * Every sentence that this service has a person hear, in Brazilian Portuguese. An organization may
 * say some of them in its own words (its voice settings); what it leaves out is said as here.
 *
 * <p>One sentence is spoken elsewhere: the gateway's apology for the case that this service cannot
 * be asked.
 */
public enum Prompt {
  /** What the lead of a recorded call hears before anything else. */
  RECORDING_DISCLAIMER(
      "Olá. Esta ligação poderá ser gravada para garantir a qualidade do atendimento."),

  /** What the lead is asked who must agree to the recording by a key. */
  CONSENT_QUESTION("Para concordar com a gravação, tecle 1."),

  /** What the agent hears before the lead is rung: each call has words of its own. */
  WHISPER(""),

  /** What a machine hears after its beep. */
  VOICEMAIL_MESSAGE(
      "Olá. Tentamos falar com você e não conseguimos. Ligaremos novamente em breve. Obrigado."),

  /** What somebody hears who picked up for a call that is over, or is none of ours. */
  CALL_UNAVAILABLE("Desculpe, esta ligação não está mais disponível. Obrigado e até logo.");

  /** Of all prompts. */
  public static final String LANGUAGE = "pt-BR";

  private final String words;

  Prompt(String words) {
    this.words = words;
  }

  /** As it is said unless the organization has words of its own. */
  public String words() {
    return words;
  }
}
