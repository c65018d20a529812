package dev.ramal.events.messages;

import dev.ramal.events.Carrier;
import dev.ramal.events.Channel;
import java.time.Instant;

/**
 * The account that the message was to go through is proven not to have taken it: it goes through
 * another one. What is told of the message from now on names that one. Told once for each account
 * that the message leaves: when nobody else is left it may come back to one that has not refused
 * it, and leave that again, which is not told again.
 *
 * <p>Type {@code dev.ramal.messages.MessageRerouted}.
 *
 * @param to E.164
 * @param code why: the code of the carrier that did not take it, or a word of ours
 */
public record MessageRerouted(
    String messageId,
    Channel channel,
    String to,
    Carrier fromCarrier,
    String fromConnectionId,
    String fromNumber,
    Carrier toCarrier,
    String toConnectionId,
    String toNumber,
    String code,
    Instant reroutedAt) {
  public static final String TYPE = "dev.ramal.messages.MessageRerouted";
}
