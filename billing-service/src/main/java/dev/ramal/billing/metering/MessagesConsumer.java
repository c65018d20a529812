package dev.ramal.billing.metering;

import dev.ramal.events.messages.MessageCosted;
import dev.ramal.events.messages.MessageDelivered;
import dev.ramal.events.messages.MessageFailed;
import dev.ramal.events.messages.MessageRead;
import dev.ramal.events.messages.MessageSent;
import dev.ramal.kit.consuming.IdempotentConsumer;
import dev.ramal.kit.consuming.ReceivedEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.Flow;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.hibernate.reactive.mutiny.Mutiny;

/** Hears of messages that were sent, arrived or did not, and of what the carrier charged. */
@ApplicationScoped
public class MessagesConsumer {
  /** Who has seen an event, in the inbox: another word would read every event again. */
  static final String INBOX_ID = "billing.messages";

  private final IdempotentConsumer consumer;
  private final RecordUse recordUse;

  MessagesConsumer(IdempotentConsumer consumer, RecordUse recordUse) {
    this.consumer = consumer;
    this.recordUse = recordUse;
  }

  @Incoming("messages")
  Flow.Subscriber<Message<String>> consume() {
    return consumer.with(INBOX_ID, this::apply);
  }

  Uni<Void> apply(Mutiny.Session session, ReceivedEvent event) {
    return recordUse.record(session, facts(event), event.id());
  }

  private static List<UseFact> facts(ReceivedEvent event) {
    return switch (event.type()) {
      case MessageSent.TYPE ->
          List.of(MessageUses.of(event.tenant(), event.data(MessageSent.class)));
      case MessageDelivered.TYPE ->
          List.of(MessageUses.of(event.tenant(), event.data(MessageDelivered.class)));
      case MessageRead.TYPE ->
          List.of(MessageUses.of(event.tenant(), event.data(MessageRead.class)));
      case MessageFailed.TYPE ->
          List.of(MessageUses.of(event.tenant(), event.data(MessageFailed.class)));
      case MessageCosted.TYPE ->
          List.of(MessageUses.of(event.tenant(), event.data(MessageCosted.class)));
      default -> List.of();
    };
  }
}
