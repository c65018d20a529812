package dev.ramal.messaging.lifecycle;

import dev.ramal.events.Event;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.messaging.message.MessageFact;
import dev.ramal.messaging.message.MessageTransition;
import dev.ramal.messaging.message.MessageTransition.Applied;
import dev.ramal.messaging.message.MessageTransition.Ignored;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The one way a message changes: load locked, apply, save, append the events, all in the caller's
 * transaction.
 */
@ApplicationScoped
public class ChangeMessage {
  private static final String IGNORED = "ramal_message_facts_ignored";

  private final Outbox outbox;
  private final Events events;
  private final StatusPollConfig questions;
  private final Clock clock;
  private final MeterRegistry metrics;

  ChangeMessage(
      Outbox outbox,
      Events events,
      StatusPollConfig questions,
      Clock clock,
      MeterRegistry metrics) {
    this.outbox = outbox;
    this.events = events;
    this.questions = questions;
    this.clock = clock;
    this.metrics = metrics;
  }

  /**
   * @param causation id of the event or command that led here; null when we asked by ourselves
   */
  public Uni<MessageTransition> apply(
      Mutiny.Session session, MessageRow row, MessageFact fact, String causation) {
    MessageTransition transition = row.message().apply(fact);
    if (transition instanceof Ignored ignored) {
      metrics
          .counter(IGNORED, "reason", ignored.reason().name().toLowerCase(Locale.ROOT))
          .increment();
    }
    if (transition instanceof Applied applied) {
      boolean moved = row.state != applied.message().state();
      row.take(applied.message());
      row.questions = moved ? 0 : row.questions;
      planQuestion(row);
      return publish(session, row, applied.events(), causation).replaceWith(transition);
    }
    return Uni.createFrom().item(transition);
  }

  /** Decides when the carrier has to be asked about the message, if ever. */
  public void planQuestion(MessageRow row) {
    row.askAt = questions.plan().next(row.message().progress(), row.questions, clock.instant());
  }

  /** Tells about a message that is new. */
  public Uni<Void> publish(
      Mutiny.Session session, MessageRow row, List<Record> news, String causation) {
    TenantId tenant = TenantId.of(row.key.tenant());
    List<Event<Record>> told =
        news.stream()
            .map(data -> events.create(tenant, Topics.MESSAGES, row.key.id(), causation, data))
            .toList();
    return outbox.appendAll(session, told);
  }
}
