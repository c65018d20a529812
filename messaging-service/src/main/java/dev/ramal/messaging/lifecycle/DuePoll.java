package dev.ramal.messaging.lifecycle;

import dev.ramal.events.ConnectionId;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.SqlRow;
import dev.ramal.messaging.message.MessageId;
import dev.ramal.messaging.message.MessageState;

/**
 * A message about which its carrier is to be asked.
 *
 * @param forPrice whether only its price is open; else nobody knows what became of it
 */
public record DuePoll(
    TenantId tenant, MessageId message, ConnectionId connection, boolean forPrice) {

  static DuePoll read(SqlRow row) {
    return new DuePoll(
        TenantId.of(row.text(0)),
        new MessageId(row.text(1)),
        new ConnectionId(row.text(2)),
        !MessageState.valueOf(row.text(3)).isWaiting());
  }
}
