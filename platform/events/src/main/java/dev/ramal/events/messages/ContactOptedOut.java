package dev.ramal.events.messages;

import dev.ramal.events.Carrier;
import dev.ramal.events.Channel;
import java.time.Instant;

/**
 * A contact wants no more messages on a channel, as the carrier said; nothing more is sent there.
 *
 * <p>Type {@code dev.ramal.messages.ContactOptedOut}.
 *
 * @param contact E.164
 * @param messageId of the message that brought it to light; null when none is known
 * @param code the carrier's; null when the contact wrote a stop word
 */
public record ContactOptedOut(
    String contact,
    Channel channel,
    Carrier carrier,
    String messageId,
    String code,
    Instant optedOutAt) {
  public static final String TYPE = "dev.ramal.messages.ContactOptedOut";
}
