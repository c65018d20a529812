package dev.ramal.calls.permission;

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
class BudgetsConsumer implements BatchHandler {
  /** Marks in the inbox what was applied; another name would apply all of it again. */
  static final String INBOX = "call-service.budgets";

  private final IdempotentConsumer consumer;
  private final KeepBudgetHolds holds;
  private final KeepBlockedPrefixes prefixes;

  BudgetsConsumer(
      IdempotentConsumer consumer, KeepBudgetHolds holds, KeepBlockedPrefixes prefixes) {
    this.consumer = consumer;
    this.holds = holds;
    this.prefixes = prefixes;
  }

  @Incoming("billing-events")
  Flow.Subscriber<Message<String>> consume() {
    return consumer.inBatches(INBOX, this);
  }

  @Override
  public boolean concerns(ReceivedEvent event) {
    return KeepBudgetHolds.concerns(event) || KeepBlockedPrefixes.concerns(event);
  }

  @Override
  @AcrossTenants("a set of events of any organizations; each row names its own")
  public Uni<Void> apply(Sql sql, List<Delivery> events) {
    List<KeepBudgetHolds.Told> budgets = new ArrayList<>();
    List<KeepBlockedPrefixes.Told> blocks = new ArrayList<>();
    for (Delivery delivery : events) {
      ReceivedEvent event = delivery.event();
      delivery.attempt(
          () -> {
            if (KeepBlockedPrefixes.concerns(event)) {
              blocks.add(KeepBlockedPrefixes.read(event));
            } else {
              KeepBudgetHolds.read(event).ifPresent(budgets::add);
            }
          });
    }
    return Sql.together(List.of(holds.keep(sql, budgets), prefixes.keep(sql, blocks)));
  }
}
