package dev.ramal.calls.permission;

import dev.ramal.calls.costs.AskCallPricesAgain;
import dev.ramal.calls.costs.KeepCallCosts;
import dev.ramal.carriers.spending.KeepBlockedPrefixes;
import dev.ramal.kit.consuming.IdempotentConsumer;
import dev.ramal.kit.consuming.KeepTables;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Flow;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Hears from billing what is spent, what is used too much, what calls cost, and of which calls it
 * misses the price.
 */
@ApplicationScoped
class BudgetsConsumer {
  /** Marks in the inbox what was applied; another name would apply all of it again. */
  static final String INBOX = "call-service.budgets";

  private final IdempotentConsumer consumer;
  private final KeepCallCosts costs;
  private final AskCallPricesAgain prices;

  BudgetsConsumer(IdempotentConsumer consumer, KeepCallCosts costs, AskCallPricesAgain prices) {
    this.consumer = consumer;
    this.costs = costs;
    this.prices = prices;
  }

  @Incoming("billing-events")
  Flow.Subscriber<Message<String>> consume() {
    return consumer.inBatches(
        INBOX,
        new KeepTables(
            new KeepBudgetHolds(), new KeepBlockedPrefixes("blocked_prefixes"), costs, prices));
  }
}
