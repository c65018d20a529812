package dev.ramal.kit.outbox;

import dev.ramal.events.Event;
import dev.ramal.events.TenantId;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.settings.ServiceConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Makes our own events: UUIDv7 id, the clock's time, this service as source. */
@ApplicationScoped
public class Events {
  private final Clock clock;
  private final String source;

  Events(Clock clock, ServiceConfig service) {
    this.clock = clock;
    this.source = "/" + service.name();
  }

  /**
   * @param topic one of {@link dev.ramal.events.Topics}
   * @param aggregateId becomes {@code ce_subject} and, behind the tenant, the record key
   * @param causation id of the event or command that led here; null at the root
   */
  public <T extends Record> Event<T> create(
      TenantId tenant, String topic, String aggregateId, String causation, T data) {
    return create(tenant, topic, aggregateId, aggregateId, causation, data);
  }

  /**
   * An event whose order is kept with another aggregate than its subject's.
   *
   * @param keyId id that, behind the tenant, makes the record key
   */
  public <T extends Record> Event<T> create(
      TenantId tenant, String topic, String subject, String keyId, String causation, T data) {
    return event(tenant, topic, subject, tenant.value() + ":" + keyId, causation, data);
  }

  /**
   * An event whose order is kept with all others of its organization in the topic: the record key
   * is the organization alone.
   */
  public <T extends Record> Event<T> createForTenant(
      TenantId tenant, String topic, String subject, String causation, T data) {
    return event(tenant, topic, subject, tenant.value(), causation, data);
  }

  private <T extends Record> Event<T> event(
      TenantId tenant, String topic, String subject, String key, String causation, T data) {
    return new Event<>(
        UuidV7.next().toString(),
        source,
        subject,
        clock.instant(),
        tenant,
        causation,
        topic,
        key,
        data);
  }
}
