package dev.ramal.kit.outbox;

import dev.ramal.events.Event;
import dev.ramal.events.EventHeaders;
import dev.ramal.events.EventJson;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Writes events into the transaction that caused them; the relay publishes them after the commit.
 *
 * <p>Failure policy: an event is published at least once if and only if its transaction commits.
 * Readers drop repetitions by event id.
 */
@ApplicationScoped
@IfBuildProperty(
    name = "quarkus.hibernate-orm.enabled",
    stringValue = "true",
    enableIfMissing = true)
public class Outbox {
  private static final String INSERT =
      """
      insert into outbox (id, tenant, topic, record_key, type, headers, payload, partition)
      select e->>'id', e->>'tenant', e->>'topic', e->>'key', e->>'type', e->>'headers',
             e->>'payload', (e->>'partition')::int
      from jsonb_array_elements(cast(cast(:events as text) as jsonb)) with ordinality as given(e, position)
      order by position
      """;

  /** Appends one event to the session's transaction. */
  public Uni<Void> append(Mutiny.Session session, Event<?> event) {
    return appendAll(session, List.of(event));
  }

  /** Appends the events in this order, with one statement. */
  public Uni<Void> appendAll(Mutiny.Session session, List<? extends Event<?>> events) {
    if (events.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return Uni.createFrom()
        .deferred(
            () ->
                session
                    .createNativeQuery(INSERT)
                    .setParameter(
                        "events", EventJson.write(events.stream().map(Outbox::row).toList()))
                    .executeUpdate())
        .replaceWithVoid();
  }

  private static Map<String, Object> row(Event<?> event) {
    Map<String, String> headers = EventHeaders.of(event);
    if (Span.current().getSpanContext().isValid()) {
      W3CTraceContextPropagator.getInstance().inject(Context.current(), headers, Map::put);
    }
    return Map.of(
        "id", event.id(),
        "tenant", event.tenant().value(),
        "topic", event.topic(),
        "key", event.key(),
        "type", event.type(),
        "headers", EventJson.write(headers),
        "payload", EventJson.write(event.data()),
        "partition", KeyPartitions.of(event.key()));
  }
}
