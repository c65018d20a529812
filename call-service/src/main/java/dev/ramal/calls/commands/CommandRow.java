package dev.ramal.calls.commands;

import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.LegAction;
import dev.ramal.calls.call.LegName;
import dev.ramal.carriers.CarrierColumn;
import dev.ramal.events.Carrier;
import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;

/** An intent at rest. */
@Entity
@Table(name = "carrier_commands")
class CommandRow {
  @EmbeddedId CommandKey key;

  @Column(name = "call_id")
  String callId;

  @Enumerated(EnumType.STRING)
  LegAction.Kind kind;

  @Enumerated(EnumType.STRING)
  LegName leg;

  @Convert(converter = CarrierColumn.class)
  Carrier carrier;

  @Column(name = "connection_id")
  String connectionId;

  String payload;

  @Enumerated(EnumType.STRING)
  CommandState state;

  int attempts;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "due_at")
  Instant dueAt;

  @Column(name = "sent_at")
  Instant sentAt;

  @Column(name = "settled_at")
  Instant settledAt;

  String result;

  Command command() {
    return new Command(
        TenantId.of(key.tenant()),
        key.id(),
        CallId.of(callId),
        kind,
        leg,
        carrier,
        connectionId,
        EventJson.read(payload, CommandPayload.class),
        attempts,
        createdAt,
        sentAt);
  }
}
