package dev.ramal.calls.facts;

import dev.ramal.kit.consuming.IdempotentConsumer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Flow;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Reads carriers' facts about calls, and beside them those of organizations that send more than
 * their share, with a smaller part of this process.
 */
@ApplicationScoped
class FactsConsumer {
  /** Marks in the inbox what was applied; another name would apply all of it again. */
  static final String INBOX = "call-service.call-facts";

  private final IdempotentConsumer consumer;
  private final ApplyCarrierFacts applyFacts;

  FactsConsumer(IdempotentConsumer consumer, ApplyCarrierFacts applyFacts) {
    this.consumer = consumer;
    this.applyFacts = applyFacts;
  }

  @Incoming("call-facts")
  Flow.Subscriber<Message<String>> consume() {
    return consumer.inBatches(INBOX, applyFacts::apply);
  }

  /** Under the same name: a callback that was repeated on the other topic is known. */
  @Incoming("call-facts-bulk")
  Flow.Subscriber<Message<String>> consumeBulk() {
    return consumer.inBulk(INBOX, applyFacts::apply);
  }
}
