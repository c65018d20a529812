package dev.ramal.messaging.lifecycle;

import dev.ramal.events.Event;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.messaging.message.Message;
import dev.ramal.messaging.message.MessageDetails;
import dev.ramal.messaging.message.MessageFact;
import dev.ramal.messaging.message.MessageTransition;
import dev.ramal.messaging.message.MessageTransition.Applied;
import dev.ramal.messaging.message.MessageTransition.Ignored;
import dev.ramal.messaging.message.StatusPollSchedule;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The one way a message comes into being and changes: apply, save, append the events, all in the
 * caller's transaction. A row to change comes locked from {@link MessageRepository}.
 */
@ApplicationScoped
public class ChangeMessage {
  private static final String IGNORED = "ramal_message_facts_ignored";

  private final Outbox outbox;
  private final Events events;
  private final StatusPollSchedule polls;
  private final Clock clock;
  private final MeterRegistry metrics;

  ChangeMessage(
      Outbox outbox, Events events, StatusPollConfig polls, Clock clock, MeterRegistry metrics) {
    this.outbox = outbox;
    this.events = events;
    this.polls = polls.schedule();
    this.clock = clock;
    this.metrics = metrics;
  }

  /**
   * @param event what is told about it
   * @param causation id of the event that led here; null when a person did
   */
  public Uni<Void> create(Mutiny.Session session, Message message, Record event, String causation) {
    return session
        .persist(MessageRow.of(message))
        .chain(() -> publish(session, message.details(), List.of(event), causation));
  }

  /**
   * @param causation id of the event or command that led here; null when we asked by ourselves
   */
  public Uni<MessageTransition> apply(
      Mutiny.Session session, MessageRow row, MessageFact fact, String causation) {
    MessageTransition transition = row.message().apply(fact);
    if (transition instanceof Ignored ignored) {
      String reason = ignored.reason().name().toLowerCase(Locale.ROOT);
      metrics.counter(IGNORED, "reason", reason).increment();
    }
    if (transition instanceof Applied applied) {
      row.take(applied.message(), fact, polls, clock.instant());
      return publish(session, applied.message().details(), applied.events(), causation)
          .replaceWith(transition);
    }
    return Uni.createFrom().item(transition);
  }

  /** Plans the next question to the carrier before this one is asked. */
  public void planNextPoll(MessageRow row) {
    row.poll(polls, clock.instant());
  }

  private Uni<Void> publish(
      Mutiny.Session session, MessageDetails about, List<Record> told, String causation) {
    TenantId tenant = about.tenant();
    List<Event<Record>> published =
        told.stream()
            .map(
                data -> events.create(tenant, Topics.MESSAGES, about.id().value(), causation, data))
            .toList();
    return outbox.appendAll(session, published);
  }
}
