package dev.ramal.calls.carrier;

import dev.ramal.calls.call.CallId;
import dev.ramal.events.E164;
import dev.ramal.events.LegName;
import java.time.Duration;
import java.time.Instant;

/**
 * Start one leg of a call.
 *
 * @param commandId of the stored command, a UUID; the same however often the command is repeated
 * @param callId ours
 * @param to E.164 or the carrier's softphone address ({@code client:ana}, {@code sip:…})
 * @param from caller id, one of the account's numbers
 * @param record whether this leg is recorded, both sides on their own channel
 * @param ringFor how long it may ring, 5 to 600 seconds
 * @param sendBefore what has waited in this process for longer must not leave it: others may
 *     conclude that it never did
 */
public record DialCommand(
    String commandId,
    CallId callId,
    LegName leg,
    String to,
    E164 from,
    boolean record,
    Duration ringFor,
    Instant sendBefore) {}
