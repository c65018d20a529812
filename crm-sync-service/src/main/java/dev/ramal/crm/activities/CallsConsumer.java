package dev.ramal.crm.activities;

import dev.ramal.events.calls.CallEnded;
import dev.ramal.events.calls.RecordingReady;
import dev.ramal.kit.consuming.IdempotentConsumer;
import dev.ramal.kit.consuming.ReceivedEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.Flow;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.hibernate.reactive.mutiny.Mutiny;

/** Hears of finished calls and their recordings. */
@ApplicationScoped
class CallsConsumer {
  /** Stands in the inbox: another name would apply old events again. */
  static final String INBOX_ID = "crm-sync-service";

  @Inject IdempotentConsumer consumer;
  @Inject RecordActivity recordActivity;

  @Incoming("calls")
  Flow.Subscriber<Message<String>> calls() {
    return consumer.with(INBOX_ID, this::apply);
  }

  private Uni<Void> apply(Mutiny.Session session, ReceivedEvent event) {
    return switch (event.type()) {
      case CallEnded.TYPE ->
          recordActivity.ended(session, event.tenant(), event.data(CallEnded.class), event.id());
      case RecordingReady.TYPE ->
          recordActivity.recorded(session, event.tenant(), event.data(RecordingReady.class));
      default -> Uni.createFrom().voidItem();
    };
  }
}
