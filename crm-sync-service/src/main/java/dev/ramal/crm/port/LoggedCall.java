package dev.ramal.crm.port;

import dev.ramal.events.CallOutcome;
import dev.ramal.events.Direction;
import java.time.Duration;
import java.time.Instant;

/**
 * What is told of a call where a CRM keeps calls as records of their own; the text says all of it
 * once more, for people.
 *
 * @param callId ours, in no other record
 * @param contactId in the CRM; null where it is not known
 * @param text with the marker in its last line; its first line is a title
 * @param talked zero when nobody answered
 * @param from who called, E.164; null where that is hidden or not known
 * @param to who was called, E.164; null where that is not known
 */
public record LoggedCall(
    String callId,
    String dealId,
    String contactId,
    String text,
    Direction direction,
    CallOutcome outcome,
    Duration talked,
    Instant startedAt,
    String from,
    String to) {}
