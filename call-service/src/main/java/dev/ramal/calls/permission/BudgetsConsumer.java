package dev.ramal.calls.permission;

import dev.ramal.calls.costs.KeepCallCosts;
import dev.ramal.carriers.spending.KeepBlockedPrefixes;
import dev.ramal.kit.consuming.IdempotentConsumer;
import dev.ramal.kit.consuming.KeepTables;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Flow;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Hears from billing what is spent, what is used too much, and what calls cost. */
@ApplicationScoped
class BudgetsConsumer {
  /** Marks in the inbox what was applied; another name would apply all of it again. */
  static final String INBOX = "call-service.budgets";

  private final IdempotentConsumer consumer;
  private final KeepCallCosts costs;

  BudgetsConsumer(IdempotentConsumer consumer, KeepCallCosts costs) {
    this.consumer = consumer;
    this.costs = costs;
  }

  @Incoming("billing-events")
  Flow.Subscriber<Message<String>> consume() {
    return consumer.inBatches(
        INBOX,
        new KeepTables(new KeepBudgetHolds(), new KeepBlockedPrefixes("blocked_prefixes"), costs));
  }
}
