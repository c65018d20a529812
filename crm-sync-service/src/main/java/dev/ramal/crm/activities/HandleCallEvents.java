package dev.ramal.crm.activities;

import dev.ramal.kit.consuming.BatchHandler;
import dev.ramal.kit.consuming.Delivery;
import dev.ramal.kit.consuming.ReceivedEvent;
import dev.ramal.kit.tenancy.Sql;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;

/** Gives each event of calls to those whom it concerns, in one transaction. */
@ApplicationScoped
class HandleCallEvents implements BatchHandler {
  private final List<BatchHandler> handlers;

  HandleCallEvents(RecordFinishedCalls recordFinishedCalls, @All List<CallEventsHandler> others) {
    this.handlers =
        Stream.<BatchHandler>concat(Stream.of(recordFinishedCalls), others.stream()).toList();
  }

  @Override
  public boolean concerns(ReceivedEvent event) {
    return handlers.stream().anyMatch(handler -> handler.concerns(event));
  }

  @Override
  public Uni<Void> apply(Sql sql, List<Delivery> events) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (BatchHandler handler : handlers) {
      List<Delivery> concerning =
          events.stream().filter(delivery -> handler.concerns(delivery.event())).toList();
      if (!concerning.isEmpty()) {
        all = all.chain(() -> handler.apply(sql, concerning));
      }
    }
    return all;
  }
}
