package dev.ramal.calls.facts;

import dev.ramal.events.EventTypes;
import dev.ramal.events.carrier.CarrierCallFact;
import dev.ramal.kit.consuming.IdempotentConsumer;
import dev.ramal.kit.consuming.ReceivedEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Flow;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads carriers' facts about calls. */
@ApplicationScoped
class FactsConsumer {
  /** Marks in the inbox what was applied; another name would apply all of it again. */
  static final String INBOX = "call-service.call-facts";

  private final IdempotentConsumer consumer;
  private final ApplyCarrierFact applyFact;

  FactsConsumer(IdempotentConsumer consumer, ApplyCarrierFact applyFact) {
    this.consumer = consumer;
    this.applyFact = applyFact;
  }

  @Incoming("call-facts")
  Flow.Subscriber<Message<String>> consume() {
    return consumer.with(INBOX, this::apply);
  }

  private Uni<Void> apply(Mutiny.Session session, ReceivedEvent event) {
    Class<? extends Record> type = EventTypes.find(event.type()).orElseThrow();
    return CarrierCallFact.class.isAssignableFrom(type)
        ? applyFact.apply(session, event.tenant(), event.id(), (CarrierCallFact) event.data(type))
        : Uni.createFrom().voidItem();
  }
}
