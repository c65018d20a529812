package dev.ramal.calls.carrier;

/**
 * Speak to one leg.
 *
 * @param commandId of the stored intent, a UUID
 * @param callId ours
 * @param leg {@code agent} or {@code lead}
 * @param carrierCallId the carrier's handle of the leg
 * @param text pt-BR, at most 3000 characters
 */
public record AnnounceCommand(
    String commandId, String callId, String leg, String carrierCallId, String text) {}
