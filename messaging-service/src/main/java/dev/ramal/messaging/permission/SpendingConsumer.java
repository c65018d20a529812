package dev.ramal.messaging.permission;

import dev.ramal.kit.consuming.BatchHandler;
import dev.ramal.kit.consuming.Delivery;
import dev.ramal.kit.consuming.IdempotentConsumer;
import dev.ramal.kit.consuming.ReceivedEvent;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Hears from billing what is spent, and what is used too much. */
@ApplicationScoped
class SpendingConsumer implements BatchHandler {
  /** Marks in the inbox what was applied; another name would apply all of it again. */
  static final String INBOX = "messaging-service-budgets";

  private final IdempotentConsumer consumer;
  private final KeepBudgetStops stops;
  private final KeepHeldPrefixes prefixes;

  SpendingConsumer(IdempotentConsumer consumer, KeepBudgetStops stops, KeepHeldPrefixes prefixes) {
    this.consumer = consumer;
    this.stops = stops;
    this.prefixes = prefixes;
  }

  @Incoming("billing-events")
  Flow.Subscriber<Message<String>> consume() {
    return consumer.inBatches(INBOX, this);
  }

  @Override
  public boolean concerns(ReceivedEvent event) {
    return KeepBudgetStops.concerns(event) || KeepHeldPrefixes.concerns(event);
  }

  @Override
  @AcrossTenants("a set of events of any organizations; each row names its own")
  public Uni<Void> apply(Sql sql, List<Delivery> events) {
    List<KeepBudgetStops.Told> budgets = new ArrayList<>();
    List<KeepHeldPrefixes.Told> blocks = new ArrayList<>();
    for (Delivery delivery : events) {
      ReceivedEvent event = delivery.event();
      delivery.attempt(
          () -> {
            if (KeepHeldPrefixes.concerns(event)) {
              blocks.add(KeepHeldPrefixes.read(event));
            } else {
              KeepBudgetStops.read(event).ifPresent(budgets::add);
            }
          });
    }
    return Sql.together(List.of(stops.keep(sql, budgets), prefixes.keep(sql, blocks)));
  }
}
