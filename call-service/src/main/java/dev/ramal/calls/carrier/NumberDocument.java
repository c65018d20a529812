package dev.ramal.calls.carrier;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a country's regulation demands for a number, as its carrier takes it.
 *
 * @param field of an order that names it
 * @param nextStep where it is made at the carrier, for people
 * @param nextStepPt the same in Portuguese
 */
public record NumberDocument(
    @Schema(examples = "bundleId") String field,
    @Schema(examples = "Have a regulatory bundle approved in Twilio's console.") String nextStep,
    @Schema(examples = "Aprove um bundle regulatório no console da Twilio.") String nextStepPt) {

  /** Both, for whoever reads it. */
  public String nextSteps() {
    return nextStep + " | " + nextStepPt;
  }
}
