package dev.ramal.events;

import java.time.Instant;
import java.util.Objects;

/**
 * An event with its envelope: CloudEvents 1.0 in binary mode, attributes in Kafka headers.
 *
 * @param id {@code ce_id}; deterministic for carrier facts, UUIDv7 for our own events
 * @param source {@code ce_source}: the service, as in {@code /call-service}
 * @param subject {@code ce_subject}: id of the aggregate
 * @param time {@code ce_time}
 * @param tenant {@code ce_tenant}
 * @param causation {@code ce_causation}: id of the event or command that led here; null at the root
 * @param topic where it travels
 * @param key {@code tenant:aggregateId}, so that one aggregate's events stay in order
 * @param data one of {@link EventTypes#all()}
 */
public record Event<T extends Record>(
    String id,
    String source,
    String subject,
    Instant time,
    TenantId tenant,
    String causation,
    String topic,
    String key,
    T data) {
  public Event {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(tenant, "tenant");
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(data, "data");
  }

  /** The same on another topic. */
  public Event<T> on(String another) {
    return new Event<>(id, source, subject, time, tenant, causation, another, key, data);
  }

  /** {@code ce_type}. */
  public String type() {
    return EventTypes.typeOf(data.getClass());
  }
}
