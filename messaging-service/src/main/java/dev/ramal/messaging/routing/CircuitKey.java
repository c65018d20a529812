package dev.ramal.messaging.routing;

import dev.ramal.events.Channel;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.TenantId;
import dev.ramal.messaging.message.MessageDetails;

/** An account on one channel: what works for SMS may fail for WhatsApp. */
public record CircuitKey(TenantId tenant, ConnectionId connection, Channel channel) {
  public static CircuitKey of(MessageDetails message) {
    return new CircuitKey(message.tenant(), message.connectionId(), message.channel());
  }
}
