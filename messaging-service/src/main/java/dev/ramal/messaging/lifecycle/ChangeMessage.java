package dev.ramal.messaging.lifecycle;

import dev.ramal.events.Topics;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.outbox.OutboxEntry;
import dev.ramal.kit.tenancy.Sql;
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
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The one way a message comes into being and changes: applied in memory, then written together with
 * its events in the caller's transaction. A row to change comes locked from {@link
 * MessageRepository}.
 */
@ApplicationScoped
public class ChangeMessage {
  private static final String IGNORED = "ramal_message_facts_ignored";

  private final MessageRepository messages;
  private final Outbox outbox;
  private final Events events;
  private final StatusPollSchedule polls;
  private final Clock clock;
  private final MeterRegistry metrics;

  ChangeMessage(
      MessageRepository messages,
      Outbox outbox,
      Events events,
      StatusPollConfig polls,
      Clock clock,
      MeterRegistry metrics) {
    this.messages = messages;
    this.outbox = outbox;
    this.events = events;
    this.polls = polls.schedule();
    this.clock = clock;
    this.metrics = metrics;
  }

  /**
   * Adds a message to the set.
   *
   * @param event what is told about it
   * @param causation id of the event that led here; null when a person did
   */
  public void create(MessageSet set, Message message, Record event, String causation) {
    set.changed(MessageRow.of(message), tell(message.details(), List.of(event), causation));
  }

  /**
   * Changes a message of the set.
   *
   * @param causation id of the event or command that led here; null when we asked by ourselves
   */
  public MessageTransition apply(
      MessageSet set, MessageRow row, MessageFact fact, String causation) {
    MessageTransition transition = row.message().apply(fact);
    if (transition instanceof Ignored ignored) {
      String reason = ignored.reason().name().toLowerCase(Locale.ROOT);
      metrics.counter(IGNORED, "reason", reason).increment();
    }
    if (transition instanceof Applied applied) {
      List<OutboxEntry> told = tell(applied.message().details(), applied.events(), causation);
      row.take(applied.message(), fact, polls, clock.instant());
      set.changed(row, told);
    }
    return transition;
  }

  /** Stores what has become of the set, and what is told about it. */
  public Uni<Void> write(Sql sql, MessageSet set) {
    return Sql.together(
        List.of(messages.write(sql, set.changed()), outbox.appendAll(sql, set.told())));
  }

  /** One message alone, stored at once. */
  public Uni<Void> create(Mutiny.Session session, Message message, Record event, String causation) {
    MessageSet alone = new MessageSet(List.of(), Map.of());
    create(alone, message, event, causation);
    return write(Sql.of(session), alone);
  }

  /** One message alone, stored at once. */
  public Uni<MessageTransition> apply(
      Mutiny.Session session, MessageRow row, MessageFact fact, String causation) {
    MessageSet alone = new MessageSet(List.of(row), Map.of());
    MessageTransition transition = apply(alone, row, fact, causation);
    return write(Sql.of(session), alone).replaceWith(transition);
  }

  /** Plans the next question to the carrier before this one is asked. */
  public Uni<Void> planNextPoll(Mutiny.Session session, List<MessageRow> rows) {
    rows.forEach(row -> row.poll(polls, clock.instant()));
    return messages.write(Sql.of(session), rows);
  }

  private List<OutboxEntry> tell(MessageDetails about, List<Record> told, String causation) {
    return told.stream()
        .map(
            data ->
                OutboxEntry.of(
                    events.create(
                        about.tenant(), Topics.MESSAGES, about.id().value(), causation, data)))
        .toList();
  }
}
