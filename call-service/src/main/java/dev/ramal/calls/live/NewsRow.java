package dev.ramal.calls.live;

import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

/** A piece of news at rest. The column {@code seq} numbers rows in the order of insertion. */
@Entity
@Table(name = "call_news")
class NewsRow {
  @EmbeddedId NewsKey key;

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

  static NewsRow of(TenantId tenant, NewsItem item, Instant toldAt) {
    NewsRow row = new NewsRow();
    row.key = new NewsKey(tenant.value(), item.eventId());
    row.callId = item.callId();
    row.agentId = item.agentId();
    row.type = item.type();
    row.status = item.status();
    row.at = item.at();
    row.data = EventJson.write(item);
    row.toldAt = toldAt;
    return row;
  }

  NewsItem item() {
    return EventJson.read(data, NewsItem.class);
  }
}
