package dev.ramal.calls.carrier;

import dev.ramal.events.E164;
import java.time.Instant;

/**
 * Ask about one leg.
 *
 * @param commandId of the dial intent, a UUID
 * @param callId ours
 * @param leg {@code agent} or {@code lead}
 * @param carrierCallId the carrier's handle; null when the dial's outcome is unknown, then numbers
 *     and time decide
 * @param sessionId the carrier's id of related legs; null when unknown
 * @param to as it was dialled
 * @param from as it was dialled
 * @param sentAt when the dial left us
 */
public record LookUpCommand(
    String commandId,
    String callId,
    String leg,
    String carrierCallId,
    String sessionId,
    String to,
    E164 from,
    Instant sentAt) {}
