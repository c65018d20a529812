package dev.ramal.messaging.facts;

import dev.ramal.kit.consuming.IdempotentConsumer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Flow;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * What carriers say about messages, and beside it what they say of organizations that send more
 * than their share, with a smaller part of this process.
 */
@ApplicationScoped
public class MessageFactsConsumer {
  /** Stands in every row of the inbox: what was consumed under it is not consumed again. */
  public static final String CONSUMER_ID = "messaging-service";

  private final IdempotentConsumer consumer;
  private final ApplyMessageFacts applyMessageFacts;

  MessageFactsConsumer(IdempotentConsumer consumer, ApplyMessageFacts applyMessageFacts) {
    this.consumer = consumer;
    this.applyMessageFacts = applyMessageFacts;
  }

  @Incoming("message-facts")
  public Flow.Subscriber<Message<String>> consume() {
    return consumer.inBatches(CONSUMER_ID, applyMessageFacts);
  }

  /** Under the same name: a callback that was repeated on the other topic is known. */
  @Incoming("message-facts-bulk")
  public Flow.Subscriber<Message<String>> consumeBulk() {
    return consumer.inBulk(CONSUMER_ID, applyMessageFacts);
  }
}
