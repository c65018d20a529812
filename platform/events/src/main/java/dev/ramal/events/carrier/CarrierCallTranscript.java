package dev.ramal.events.carrier;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * A carrier has written down what a recording says. What it wrote is not told: whoever needs it
 * fetches it. Hangs on a recording, on no leg.
 *
 * <p>Type {@code dev.ramal.carrier.call.transcript}.
 *
 * @param recordingId the carrier's id of the recording; null where it names the transcript alone
 * @param transcriptId the carrier's id of the transcript; null where it names the recording alone
 * @param status completed
 */
public record CarrierCallTranscript(
    String recordingId, String transcriptId, String status, @JsonUnwrapped FactOrigin origin)
    implements CarrierCallFact {
  public static final String TYPE = "dev.ramal.carrier.call.transcript";

  private static final LegIds NO_LEG = new LegIds(null, null, null, null);

  @Override
  public LegIds ids() {
    return NO_LEG;
  }
}
