package dev.ramal.calls.carrier;

/**
 * End one leg.
 *
 * @param commandId of the stored intent, a UUID
 * @param callId ours
 * @param leg {@code agent} or {@code lead}
 * @param carrierCallId the carrier's handle of the leg
 */
public record HangUpCommand(String commandId, String callId, String leg, String carrierCallId) {}
