package dev.ramal.calls.lifecycle;

import dev.ramal.events.TenantId;
import dev.ramal.events.calls.CallEnded;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Counts how calls end. A correction of an end counts no second time. */
@ApplicationScoped
class CountCalls {
  private final MeterProvider<Counter> calls;
  private final List<CallEnds> listeners;

  CountCalls(MeterRegistry metrics, @All List<CallEnds> listeners) {
    this.listeners = listeners;
    calls =
        Counter.builder("ramal.calls")
            .description("Calls that ended, by how")
            .withRegistry(metrics);
  }

  /** Those that ended by what was published. */
  void count(List<PublishedEvent> published) {
    for (PublishedEvent one : published) {
      if (one.entry().event().data() instanceof CallEnded ended && ended.revision() == 0) {
        TenantId tenant = one.entry().event().tenant();
        listeners.forEach(listener -> listener.ended(tenant, ended));
        calls
            .withTags(
                "outcome",
                ended.outcome().wire(),
                "direction",
                ended.direction().wire(),
                "carrier",
                ended.carrier() == null ? "none" : ended.carrier().wire())
            .increment();
      }
    }
  }
}
