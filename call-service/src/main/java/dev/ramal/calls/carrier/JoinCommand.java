package dev.ramal.calls.carrier;

/**
 * Put an answered leg into the conference of its call.
 *
 * @param commandId of the stored intent, a UUID
 * @param callId ours; the conference is named after it
 * @param leg {@code agent} or {@code lead}
 * @param carrierCallId the carrier's handle of the leg
 * @param conferenceId the carrier's id, as an earlier join answered it; null creates the conference
 */
public record JoinCommand(
    String commandId, String callId, String leg, String carrierCallId, String conferenceId) {}
