package dev.ramal.kit.outbox;

import dev.ramal.events.Event;
import dev.ramal.events.EventHeaders;
import dev.ramal.events.EventJson;
import dev.ramal.events.EventSchema;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import java.util.Map;

/** An event that is to be written into the outbox; it belongs to the trace in which it was made. */
public record OutboxEntry(Event<?> event, String headers, String payload) {
  public static OutboxEntry of(Event<?> event) {
    Map<String, String> headers = EventHeaders.of(event);
    if (Span.current().getSpanContext().isValid()) {
      W3CTraceContextPropagator.getInstance().inject(Context.current(), headers, Map::put);
    }
    String payload = EventJson.write(event.data());
    assert EventSchema.isKept(event.type(), payload);
    return new OutboxEntry(event, EventJson.write(headers), payload);
  }
}
