package dev.ramal.kit.consuming;

import dev.ramal.events.EventSchema;
import dev.ramal.events.EventTypes;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Reads the schemas of events while the service starts: the first event need not wait for it. */
@ApplicationScoped
class ReadSchemas {
  void start(@Observes StartupEvent ignored) {
    Infrastructure.getDefaultWorkerPool()
        .execute(() -> EventTypes.all().stream().map(EventTypes::typeOf).forEach(EventSchema::of));
  }
}
