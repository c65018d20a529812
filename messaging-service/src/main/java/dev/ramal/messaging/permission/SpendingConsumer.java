package dev.ramal.messaging.permission;

import dev.ramal.carriers.spending.KeepBlockedPrefixes;
import dev.ramal.kit.consuming.IdempotentConsumer;
import dev.ramal.kit.consuming.KeepTables;
import dev.ramal.messaging.lifecycle.AskMessagePricesAgain;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Flow;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Hears from billing what is spent, what is used too much, and which prices it misses. */
@ApplicationScoped
class SpendingConsumer {
  /** Marks in the inbox what was applied; another name would apply all of it again. */
  static final String INBOX = "messaging-service-budgets";

  private final IdempotentConsumer consumer;
  private final AskMessagePricesAgain prices;

  SpendingConsumer(IdempotentConsumer consumer, AskMessagePricesAgain prices) {
    this.consumer = consumer;
    this.prices = prices;
  }

  @Incoming("billing-events")
  Flow.Subscriber<Message<String>> consume() {
    return consumer.inBatches(
        INBOX,
        new KeepTables(new KeepBudgetStops(), new KeepBlockedPrefixes("held_prefix"), prices));
  }
}
