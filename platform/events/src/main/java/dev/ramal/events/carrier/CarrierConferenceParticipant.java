package dev.ramal.events.carrier;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * A leg changed its standing in a conference.
 *
 * <p>Type {@code dev.ramal.carrier.conference.participant}.
 *
 * @param conferenceId the carrier's id; null when a leg is held outside a conference
 * @param conferenceName null when not said
 * @param change joined, left, held, resumed, muted or unmuted
 */
public record CarrierConferenceParticipant(
    @JsonUnwrapped LegIds ids,
    String conferenceId,
    String conferenceName,
    String change,
    @JsonUnwrapped FactOrigin origin)
    implements CarrierCallFact {
  public static final String TYPE = "dev.ramal.carrier.conference.participant";
}
