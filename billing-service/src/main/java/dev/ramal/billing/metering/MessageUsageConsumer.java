package dev.ramal.billing.metering;

import dev.ramal.events.messages.MessageCosted;
import dev.ramal.events.messages.MessageDelivered;
import dev.ramal.events.messages.MessageFailed;
import dev.ramal.events.messages.MessageRead;
import dev.ramal.events.messages.MessageReceived;
import dev.ramal.events.messages.MessageSent;
import dev.ramal.kit.consuming.IdempotentConsumer;
import dev.ramal.kit.consuming.ReceivedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.Flow;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Posts messages that were sent, arrived or did not, were received, and what carriers charged. */
@ApplicationScoped
public class MessageUsageConsumer {
  /** Who has seen an event, in the inbox: another word would read every event again. */
  static final String INBOX_ID = "billing.messages";

  private final IdempotentConsumer consumer;
  private final PostUsage postUsage;

  MessageUsageConsumer(IdempotentConsumer consumer, PostUsage postUsage) {
    this.consumer = consumer;
    this.postUsage = postUsage;
  }

  @Incoming("messages")
  Flow.Subscriber<Message<String>> consume() {
    return consumer.inBatches(
        INBOX_ID, (sql, events) -> postUsage.post(sql, events, MessageUsageConsumer::facts));
  }

  private static List<? extends UsageFact> facts(ReceivedEvent event) {
    return switch (event.type()) {
      case MessageSent.TYPE ->
          List.of(MessageUsage.of(event.tenant(), event.data(MessageSent.class)));
      case MessageDelivered.TYPE ->
          List.of(MessageUsage.of(event.tenant(), event.data(MessageDelivered.class)));
      case MessageRead.TYPE ->
          List.of(MessageUsage.of(event.tenant(), event.data(MessageRead.class)));
      case MessageFailed.TYPE ->
          List.of(MessageUsage.of(event.tenant(), event.data(MessageFailed.class)));
      case MessageReceived.TYPE ->
          List.of(MessageUsage.of(event.tenant(), event.data(MessageReceived.class)));
      case MessageCosted.TYPE -> MessageUsage.of(event.tenant(), event.data(MessageCosted.class));
      default -> List.of();
    };
  }
}
