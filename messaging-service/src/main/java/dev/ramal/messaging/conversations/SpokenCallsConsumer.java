package dev.ramal.messaging.conversations;

import dev.ramal.kit.consuming.IdempotentConsumer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Flow;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Hears who talked with whom on the phone. */
@ApplicationScoped
public class SpokenCallsConsumer {
  /** Stands in every row of the inbox: what was consumed under it is not consumed again. */
  public static final String CONSUMER_ID = "messaging-service-calls";

  private final IdempotentConsumer consumer;
  private final NoteSpokenCalls noteSpokenCalls;

  SpokenCallsConsumer(IdempotentConsumer consumer, NoteSpokenCalls noteSpokenCalls) {
    this.consumer = consumer;
    this.noteSpokenCalls = noteSpokenCalls;
  }

  @Incoming("spoken-calls")
  public Flow.Subscriber<Message<String>> consume() {
    return consumer.inBatches(CONSUMER_ID, noteSpokenCalls);
  }
}
