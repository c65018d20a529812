package dev.ramal.billing.metering;

import dev.ramal.events.calls.CallCosted;
import dev.ramal.events.calls.CallEnded;
import dev.ramal.kit.consuming.IdempotentConsumer;
import dev.ramal.kit.consuming.ReceivedEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.Flow;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.hibernate.reactive.mutiny.Mutiny;

/** Hears of finished calls and of what the carrier charged for them. */
@ApplicationScoped
public class CallsConsumer {
  /** Who has seen an event, in the inbox: another word would read every event again. */
  static final String INBOX_ID = "billing.calls";

  private final IdempotentConsumer consumer;
  private final RecordUse recordUse;

  CallsConsumer(IdempotentConsumer consumer, RecordUse recordUse) {
    this.consumer = consumer;
    this.recordUse = recordUse;
  }

  @Incoming("calls")
  Flow.Subscriber<Message<String>> consume() {
    return consumer.with(INBOX_ID, this::apply);
  }

  Uni<Void> apply(Mutiny.Session session, ReceivedEvent event) {
    return recordUse.record(session, facts(event), event.id());
  }

  private static List<? extends UseFact> facts(ReceivedEvent event) {
    return switch (event.type()) {
      case CallEnded.TYPE -> CallUses.of(event.tenant(), event.data(CallEnded.class));
      case CallCosted.TYPE -> List.of(CallUses.of(event.tenant(), event.data(CallCosted.class)));
      default -> List.of();
    };
  }
}
