package dev.ramal.billing.metering;

import dev.ramal.events.calls.CallCosted;
import dev.ramal.events.calls.CallEnded;
import dev.ramal.events.calls.RecordingReady;
import dev.ramal.events.calls.TranscriptReady;
import dev.ramal.kit.consuming.IdempotentConsumer;
import dev.ramal.kit.consuming.ReceivedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.Flow;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Posts finished calls, what carriers charged for them, their recordings and transcripts of these;
 * keeps what is charged by time.
 */
@ApplicationScoped
public class CallUsageConsumer {
  /** Who has seen an event, in the inbox: another word would read every event again. */
  static final String INBOX_ID = "billing.calls";

  private final IdempotentConsumer consumer;
  private final PostUsage postUsage;
  private final KeepCallEvents kept;

  CallUsageConsumer(IdempotentConsumer consumer, PostUsage postUsage, KeepCallEvents kept) {
    this.consumer = consumer;
    this.kept = kept;
    this.postUsage = postUsage;
  }

  @Incoming("calls")
  Flow.Subscriber<Message<String>> consume() {
    return consumer.inBatches(
        INBOX_ID,
        (sql, events) ->
            kept.keep(sql, events)
                .chain(() -> postUsage.post(sql, events, CallUsageConsumer::facts)));
  }

  private static List<? extends UsageFact> facts(ReceivedEvent event) {
    return switch (event.type()) {
      case CallEnded.TYPE -> CallUsage.of(event.tenant(), event.data(CallEnded.class));
      case CallCosted.TYPE -> CallUsage.of(event.tenant(), event.data(CallCosted.class));
      case RecordingReady.TYPE ->
          RecordingUsage.of(event.tenant(), event.data(RecordingReady.class));
      case TranscriptReady.TYPE ->
          RecordingUsage.of(event.tenant(), event.data(TranscriptReady.class));
      default -> List.of();
    };
  }
}
