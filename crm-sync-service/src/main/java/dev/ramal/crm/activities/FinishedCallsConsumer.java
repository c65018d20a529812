package dev.ramal.crm.activities;

import dev.ramal.kit.consuming.IdempotentConsumer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Flow;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Hears of finished calls, their recordings and what is to be done after them. */
@ApplicationScoped
class FinishedCallsConsumer {
  /** Stands in the inbox: another name would apply old events again. */
  static final String INBOX_ID = "crm-sync-service";

  private final IdempotentConsumer consumer;
  private final HandleCallEvents handleCallEvents;

  FinishedCallsConsumer(IdempotentConsumer consumer, HandleCallEvents handleCallEvents) {
    this.consumer = consumer;
    this.handleCallEvents = handleCallEvents;
  }

  @Incoming("calls")
  Flow.Subscriber<Message<String>> calls() {
    return consumer.inBatches(INBOX_ID, handleCallEvents);
  }
}
