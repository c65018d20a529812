package dev.ramal.crm.messagedays;

import dev.ramal.kit.consuming.IdempotentConsumer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Flow;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Hears of messages that were sent, came in, or did not arrive. */
@ApplicationScoped
class MessageDaysConsumer {
  /** Stands in the inbox: another name would apply old events again. */
  static final String INBOX_ID = "crm-sync-service.messages";

  private final IdempotentConsumer consumer;
  private final KeepMessages keepMessages;

  MessageDaysConsumer(IdempotentConsumer consumer, KeepMessages keepMessages) {
    this.consumer = consumer;
    this.keepMessages = keepMessages;
  }

  @Incoming("messages")
  Flow.Subscriber<Message<String>> messages() {
    return consumer.inBatches(INBOX_ID, keepMessages);
  }
}
