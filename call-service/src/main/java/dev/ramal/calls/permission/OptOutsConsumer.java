package dev.ramal.calls.permission;

import dev.ramal.kit.consuming.IdempotentConsumer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Flow;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Hears who wants no messages any more, and who does again. */
@ApplicationScoped
class OptOutsConsumer {
  /** Marks in the inbox what was applied; another name would apply all of it again. */
  static final String INBOX = "call-service.opt-outs";

  private final IdempotentConsumer consumer;
  private final ContactOptOuts optOuts;

  OptOutsConsumer(IdempotentConsumer consumer, ContactOptOuts optOuts) {
    this.consumer = consumer;
    this.optOuts = optOuts;
  }

  @Incoming("message-events")
  Flow.Subscriber<Message<String>> consume() {
    return consumer.inBatches(INBOX, optOuts);
  }
}
