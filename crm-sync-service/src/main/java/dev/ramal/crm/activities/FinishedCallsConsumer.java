package dev.ramal.crm.activities;

import dev.ramal.kit.consuming.IdempotentConsumer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Flow;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Hears of finished calls and their recordings. */
@ApplicationScoped
class FinishedCallsConsumer {
  /** Stands in the inbox: another name would apply old events again. */
  static final String INBOX_ID = "crm-sync-service";

  private final IdempotentConsumer consumer;
  private final RecordFinishedCalls recordFinishedCalls;

  FinishedCallsConsumer(IdempotentConsumer consumer, RecordFinishedCalls recordFinishedCalls) {
    this.consumer = consumer;
    this.recordFinishedCalls = recordFinishedCalls;
  }

  @Incoming("calls")
  Flow.Subscriber<Message<String>> calls() {
    return consumer.inBatches(INBOX_ID, recordFinishedCalls);
  }
}
