package dev.ramal.calls.routing;

import dev.ramal.kit.consuming.IdempotentConsumer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Flow;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Hears from billing what carriers charge. */
@ApplicationScoped
class TariffsConsumer {
  /** Marks in the inbox what was applied; another name would apply all of it again. */
  static final String INBOX = "call-service.tariffs";

  private final IdempotentConsumer consumer;
  private final KeepTariffs tariffs;

  TariffsConsumer(IdempotentConsumer consumer, KeepTariffs tariffs) {
    this.consumer = consumer;
    this.tariffs = tariffs;
  }

  @Incoming("tariffs")
  Flow.Subscriber<Message<String>> consume() {
    return consumer.inBatches(INBOX, tariffs);
  }
}
