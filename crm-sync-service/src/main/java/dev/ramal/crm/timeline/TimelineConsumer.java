package dev.ramal.crm.timeline;

import dev.ramal.kit.consuming.IdempotentConsumer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Flow;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Hears of calls, messages, what they cost and their notes, as a group of its own beside the
 * consumers of other features. One set of each topic is at work: they would wait for each other,
 * each with a connection.
 */
@ApplicationScoped
class TimelineConsumer {
  /** Stands in the inbox: another name would apply old events again. */
  static final String INBOX_ID = "crm-sync-service.timeline";

  private final IdempotentConsumer consumer;
  private final RecordTimeline recordTimeline;

  TimelineConsumer(IdempotentConsumer consumer, RecordTimeline recordTimeline) {
    this.consumer = consumer;
    this.recordTimeline = recordTimeline;
  }

  @Incoming("timeline-calls")
  Flow.Subscriber<Message<String>> calls() {
    return consumer.inBulk(INBOX_ID, recordTimeline);
  }

  @Incoming("timeline-messages")
  Flow.Subscriber<Message<String>> messages() {
    return consumer.inBulk(INBOX_ID, recordTimeline);
  }

  @Incoming("timeline-costs")
  Flow.Subscriber<Message<String>> costs() {
    return consumer.inBulk(INBOX_ID, recordTimeline);
  }

  @Incoming("timeline-notes")
  Flow.Subscriber<Message<String>> notes() {
    return consumer.inBulk(INBOX_ID, recordTimeline);
  }
}
