package dev.ramal.crm.activities;

import dev.ramal.events.calls.CallEnded;
import dev.ramal.events.calls.RecordingReady;
import dev.ramal.kit.consuming.IdempotentConsumer;
import dev.ramal.kit.consuming.ReceivedEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Flow;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.hibernate.reactive.mutiny.Mutiny;

/** Hears of finished calls and their recordings. */
@ApplicationScoped
class FinishedCallsConsumer {
  /** Stands in the inbox: another name would apply old events again. */
  static final String INBOX_ID = "crm-sync-service";

  private final IdempotentConsumer consumer;
  private final RecordFinishedCall recordFinishedCall;

  FinishedCallsConsumer(IdempotentConsumer consumer, RecordFinishedCall recordFinishedCall) {
    this.consumer = consumer;
    this.recordFinishedCall = recordFinishedCall;
  }

  @Incoming("calls")
  Flow.Subscriber<Message<String>> calls() {
    return consumer.with(INBOX_ID, this::apply);
  }

  private Uni<Void> apply(Mutiny.Session session, ReceivedEvent event) {
    return switch (event.type()) {
      case CallEnded.TYPE ->
          recordFinishedCall.ended(
              session, event.tenant(), event.data(CallEnded.class), event.id());
      case RecordingReady.TYPE ->
          recordFinishedCall.recorded(session, event.tenant(), event.data(RecordingReady.class));
      default -> Uni.createFrom().voidItem();
    };
  }
}
