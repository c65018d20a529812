package dev.ramal.messaging.optouts;

import dev.ramal.events.Carrier;
import dev.ramal.events.Channel;
import dev.ramal.events.TenantId;
import dev.ramal.messaging.message.Party;
import java.time.Instant;

/**
 * A contact wants no more messages of an organization on a channel.
 *
 * @param message id of the message that brought it to light
 * @param code the carrier's; null when the contact wrote a stop word
 * @param causation id of the event that led here; null when we asked by ourselves
 */
public record OptOut(
    Who who, Carrier carrier, String message, String code, Instant at, String causation) {

  /** A contact on a channel of an organization. */
  public record Who(TenantId tenant, Party contact, Channel channel) {}
}
