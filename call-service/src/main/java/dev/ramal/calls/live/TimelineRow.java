package dev.ramal.calls.live;

import dev.ramal.calls.live.CallTimeline.TimelineEntry;
import dev.ramal.events.EventJson;
import dev.ramal.kit.tenancy.RowKey;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

/**
 * An entry of a timeline at rest. The column {@code seq} numbers rows in the order of insertion.
 */
@Entity
@Table(name = "call_news")
class TimelineRow {
  @EmbeddedId
  @AttributeOverride(name = "id", column = @Column(name = "event_id"))
  RowKey key;

  @Column(name = "call_id")
  String callId;

  @Column(name = "agent_id")
  String agentId;

  String type;

  String status;

  Instant at;

  String data;

  @Column(name = "told_at")
  Instant toldAt;

  TimelineEntry entry() {
    return EventJson.read(data, TimelineEntry.class);
  }
}
