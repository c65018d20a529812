package dev.ramal.messaging.facts;

import dev.ramal.events.carrier.CarrierMessageReceived;
import dev.ramal.events.carrier.CarrierMessageStatus;
import dev.ramal.kit.consuming.IdempotentConsumer;
import dev.ramal.kit.consuming.ReceivedEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Flow;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.hibernate.reactive.mutiny.Mutiny;

/** What carriers say about messages. */
@ApplicationScoped
public class MessageFactsConsumer {
  /** Stands in every row of the inbox: what was consumed under it is not consumed again. */
  public static final String CONSUMER_ID = "messaging-service";

  private final IdempotentConsumer consumer;
  private final ApplyReceipt applyReceipt;
  private final ReceiveMessage receiveMessage;

  MessageFactsConsumer(
      IdempotentConsumer consumer, ApplyReceipt applyReceipt, ReceiveMessage receiveMessage) {
    this.consumer = consumer;
    this.applyReceipt = applyReceipt;
    this.receiveMessage = receiveMessage;
  }

  @Incoming("message-facts")
  public Flow.Subscriber<Message<String>> consume() {
    return consumer.with(CONSUMER_ID, this::apply);
  }

  private Uni<Void> apply(Mutiny.Session session, ReceivedEvent event) {
    if (event.is(CarrierMessageStatus.TYPE)) {
      return applyReceipt.apply(
          session, event.tenant(), event.data(CarrierMessageStatus.class), event.id());
    }
    if (event.is(CarrierMessageReceived.TYPE)) {
      return receiveMessage.receive(
          session, event.tenant(), event.data(CarrierMessageReceived.class), event.id());
    }
    return Uni.createFrom().voidItem();
  }
}
