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
  CALL_UNAVAILABLE("Desculpe, esta ligação não está mais disponível. Obrigado e até logo."),

  /** What a caller hears while an agent is looked for. */
  PLEASE_HOLD("Por favor, aguarde. Você será atendido em instantes."),

  /** The same with the place in the queue, written {@code {}}. */
  PLACE_IN_QUEUE("Por favor, aguarde. Você é o número {} da fila."),

  /** What a caller hears who may leave a message. */
  LEAVE_A_MESSAGE(
      "No momento não podemos atender. Deixe sua mensagem após o sinal. Ela será gravada."),

  /** What a caller hears when no agent comes and no message is taken. */
  NOBODY_FREE("No momento não podemos atender. Por favor, ligue mais tarde. Obrigado."),

  /** What a caller hears outside business hours, where no message is taken. */
  CLOSED("Nosso atendimento está encerrado neste momento. Por favor, ligue mais tarde. Obrigado.");

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
