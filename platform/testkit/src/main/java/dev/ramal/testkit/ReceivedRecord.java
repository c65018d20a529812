package dev.ramal.testkit;

import dev.ramal.events.EventHeaders;
import dev.ramal.events.EventJson;
import dev.ramal.events.EventTypes;
import dev.ramal.events.TenantId;
import java.util.Map;

/**
 * One record of a topic as a test sees it.
 *
 * @param headers of Kafka, as text
 * @param json the value; null for a tombstone
 */
public record ReceivedRecord(
    String topic,
    int partition,
    long offset,
    String key,
    Map<String, String> headers,
    String json) {
  /** {@code ce_id}. */
  public String id() {
    return headers.get(EventHeaders.ID);
  }

  /** {@code ce_type}. */
  public String type() {
    return headers.get(EventHeaders.TYPE);
  }

  /** {@code ce_subject}. */
  public String subject() {
    return headers.get(EventHeaders.SUBJECT);
  }

  /** {@code ce_causation}; null at the root. */
  public String causation() {
    return headers.get(EventHeaders.CAUSATION);
  }

  /** {@code ce_tenant}. */
  public TenantId tenant() {
    return TenantId.of(headers.get(EventHeaders.TENANT));
  }

  public boolean is(Class<? extends Record> type) {
    return EventTypes.typeOf(type).equals(type());
  }

  public <T extends Record> T data(Class<T> type) {
    return EventJson.read(json, type);
  }
}
