package dev.ramal.calls.carrier;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.ramal.events.WireWords;

/** How the documents stand that regulation demands for a number. The names are stored. */
public enum DocumentState {
  APPROVED("Numbers can be ordered.", "Já é possível pedir números."),
  PENDING(
      "The carrier examines them; order once they are approved.",
      "A operadora está analisando; peça o número quando forem aprovados."),
  DRAFT(
      "Complete them at the carrier and submit them for review.",
      "Complete os documentos na operadora e envie para análise."),
  REJECTED(
      "Correct at the carrier what it names there, and submit them again.",
      "Corrija na operadora o que ela apontou e envie de novo para análise."),
  EXPIRED(
      "Renew them at the carrier and submit them again.",
      "Renove os documentos na operadora e envie de novo para análise."),
  UNKNOWN(
      "The account has none of these ids; send ids that it has.",
      "A conta não tem documentos com estes ids; informe os ids corretos.");

  private final String nextStep;
  private final String nextStepPt;

  DocumentState(String nextStep, String nextStepPt) {
    this.nextStep = nextStep;
    this.nextStepPt = nextStepPt;
  }

  @JsonValue
  public String wire() {
    return WireWords.of(this);
  }

  /** What to do now, in English. */
  public String nextStep() {
    return nextStep;
  }

  /** The same in Portuguese, for who reads it in Brazil. */
  public String nextStepPt() {
    return nextStepPt;
  }
}
