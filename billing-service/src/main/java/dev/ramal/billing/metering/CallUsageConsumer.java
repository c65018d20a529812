package dev.ramal.billing.metering;

import dev.ramal.billing.recurring.RecurringEvents;
import dev.ramal.events.calls.CallCosted;
import dev.ramal.events.calls.CallEnded;
import dev.ramal.events.calls.TranscriptReady;
import dev.ramal.kit.consuming.IdempotentConsumer;
import dev.ramal.kit.consuming.ReceivedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.Flow;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Posts finished calls, what carriers charged for them, and transcripts of their recordings; keeps
 * what is charged by time.
 */
@ApplicationScoped
public class CallUsageConsumer {
  /** Who has seen an event, in the inbox: another word would read every event again. */
  static final String INBOX_ID = "billing.calls";

  private final IdempotentConsumer consumer;
  private final PostUsage postUsage;
  private final RecurringEvents recurring;

  CallUsageConsumer(IdempotentConsumer consumer, PostUsage postUsage, RecurringEvents recurring) {
    this.consumer = consumer;
    this.recurring = recurring;
    this.postUsage = postUsage;
  }

  @Incoming("calls")
  Flow.Subscriber<Message<String>> consume() {
    return consumer.inBatches(
        INBOX_ID,
        (sql, events) ->
            recurring
                .keep(sql, events)
                .chain(() -> postUsage.post(sql, events, CallUsageConsumer::facts)));
  }

  private static List<? extends UsageFact> facts(ReceivedEvent event) {
    return switch (event.type()) {
      case CallEnded.TYPE -> CallUsage.of(event.tenant(), event.data(CallEnded.class));
      case CallCosted.TYPE -> CallUsage.of(event.tenant(), event.data(CallCosted.class));
      case TranscriptReady.TYPE ->
          TranscriptUsage.of(event.tenant(), event.data(TranscriptReady.class));
      default -> List.of();
    };
  }
}
