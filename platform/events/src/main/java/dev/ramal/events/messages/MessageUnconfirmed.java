package dev.ramal.events.messages;

import dev.ramal.events.Carrier;
import dev.ramal.events.Channel;
import java.time.Instant;

/**
 * Nobody can say whether the message arrived, the carrier included. Not a failure: some operators
 * give no report. Later news still counts.
 *
 * <p>Type {@code dev.ramal.messages.MessageUnconfirmed}.
 *
 * @param to E.164
 * @param carrierMessageId null when not even the carrier's taking it is known
 */
public record MessageUnconfirmed(
    String messageId,
    Channel channel,
    String from,
    String to,
    Carrier carrier,
    String connectionId,
    String carrierMessageId,
    int segments,
    Instant unconfirmedAt) {
  public static final String TYPE = "dev.ramal.messages.MessageUnconfirmed";
}
