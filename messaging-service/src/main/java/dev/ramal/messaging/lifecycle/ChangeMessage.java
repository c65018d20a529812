package dev.ramal.messaging.lifecycle;

import dev.ramal.events.MessageContent;
import dev.ramal.events.Topics;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.outbox.OutboxEntry;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.messaging.carrier.FailureReasons;
import dev.ramal.messaging.carrier.MessageCarriers;
import dev.ramal.messaging.lifecycle.MessageSet.United;
import dev.ramal.messaging.lifecycle.OldMessages.Counted;
import dev.ramal.messaging.message.FailureCause;
import dev.ramal.messaging.message.Message;
import dev.ramal.messaging.message.MessageDetails;
import dev.ramal.messaging.message.MessageFact;
import dev.ramal.messaging.message.MessageTransition;
import dev.ramal.messaging.message.MessageTransition.Applied;
import dev.ramal.messaging.message.MessageTransition.Ignored;
import dev.ramal.messaging.message.Party;
import dev.ramal.messaging.message.StatusPollSchedule;
import dev.ramal.messaging.optouts.OptOut;
import dev.ramal.messaging.optouts.OptOut.Said;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The one way a message comes into being and changes: applied in memory, then written together with
 * its events in the caller's transaction. A row to change comes locked from {@link
 * MessageRepository}.
 */
@ApplicationScoped
public class ChangeMessage {
  /** No figures of more messages change, and nothing is sent for it. */
  public static final Uni<List<Counted>> NOTHING_ELSE = Uni.createFrom().item(List.of());

  private static final String IGNORED = "ramal_message_facts_ignored";

  private final MessageRepository messages;
  private final Outbox outbox;
  private final Events events;
  private final StatusPollSchedule polls;
  private final Clock clock;
  private final MeterRegistry metrics;
  private final OptOutChanges optOutChanges;
  private final FailureReasons reasons;
  private final OldMessages oldMessages;
  private final OwnMessages ownMessages;

  ChangeMessage(
      MessageRepository messages,
      Outbox outbox,
      Events events,
      StatusPollConfig polls,
      MessageCarriers carriers,
      Clock clock,
      MeterRegistry metrics,
      OptOutChanges optOutChanges,
      FailureReasons reasons,
      OldMessages oldMessages,
      OwnMessages ownMessages) {
    this.messages = messages;
    this.outbox = outbox;
    this.events = events;
    this.polls = polls.schedule(carriers.answerFor());
    this.clock = clock;
    this.metrics = metrics;
    this.optOutChanges = optOutChanges;
    this.reasons = reasons;
    this.oldMessages = oldMessages;
    this.ownMessages = ownMessages;
  }

  /**
   * Adds a message that somebody sent us to the set; its carrier is asked for the price.
   *
   * @param owner of its thread; null when nobody owns it
   * @param name of the contact; null when not said
   * @param causation id of the event that led here; null when we asked
   */
  public void receive(
      MessageSet set, Message message, String owner, String name, String causation) {
    MessageRow row = MessageRow.of(message, owner);
    row.plan(polls, clock.instant());
    set.changed(
        row, tell(message.details(), List.of(InboundEvents.received(message, name)), causation));
  }

  /**
   * The sender of a message wants no answers, or wants them again.
   *
   * @param causation id of the event that led here; null when we asked
   */
  public void optOut(MessageSet set, MessageDetails message, boolean out, String causation) {
    set.said(said(message, message.from(), out, null, message.createdAt(), causation));
  }

  /** Contacts turn out to be others: who has opted out under one name has under the other. */
  public void unite(MessageSet set, List<United> contacts) {
    set.united(contacts);
  }

  /** More is told of a message that is known already: what was missing is filled in. */
  public void complete(MessageSet set, MessageRow row, MessageContent content) {
    if (row.complete(content)) {
      set.changed(row, List.of());
    }
  }

  /**
   * Changes a message of the set.
   *
   * @param causation id of the event or command that led here; null when we asked by ourselves
   */
  public MessageTransition apply(
      MessageSet set, MessageRow row, MessageFact fact, String causation) {
    Message before = row.asFarAsReadable();
    MessageTransition transition = before.apply(fact);
    if (transition instanceof Ignored ignored) {
      String reason = ignored.reason().name().toLowerCase(Locale.ROOT);
      Counter.builder(IGNORED)
          .description("Facts of messages that changed nothing, by why")
          .tag("reason", reason)
          .register(metrics)
          .increment();
    }
    if (transition instanceof Applied applied) {
      List<OutboxEntry> told = tell(applied.message().details(), applied.events(), causation);
      noteOptOut(set, before, applied.message(), fact, causation);
      if (!applied.message().amountsTo(before)) {
        set.counted(row);
      }
      if (before.details().isOurOwn() && applied.message().isNews(before)) {
        set.news(before.details());
      }
      row.take(applied.message(), fact, polls, clock.instant());
      set.changed(row, told);
    }
    return transition;
  }

  /** Stores what has become of the set, and what is told about it. */
  public Uni<Void> write(Sql sql, MessageSet set) {
    return write(sql, set, NOTHING_ELSE);
  }

  /**
   * The same where figures of more messages change.
   *
   * @param others whose; sent together with the statements that store the set
   */
  public Uni<Void> write(Sql sql, MessageSet set, Uni<List<Counted>> others) {
    return optOutChanges
        .write(sql, set)
        .invoke(changes -> set.optedOut(changes.out()))
        .chain(
            changes -> {
              List<Uni<?>> statements = new ArrayList<>();
              statements.add(messages.write(sql, set.changed()));
              statements.add(
                  outbox.appendAll(
                      sql, Stream.concat(set.told().stream(), changes.told().stream()).toList()));
              if (!set.news().isEmpty()) {
                statements.add(ownMessages.heard(sql, set.news()));
              }
              return store(sql, set, statements, others);
            });
  }

  /** Days are locked once in a transaction, all of them in one order, behind everything else. */
  private Uni<Void> store(
      Sql sql, MessageSet set, List<Uni<?>> statements, Uni<List<Counted>> others) {
    if (others == NOTHING_ELSE) {
      statements.addAll(oldMessages.changed(sql, set.counted()));
      return Sql.together(statements);
    }
    List<Counted> counted = new ArrayList<>(set.counted());
    statements.add(others.invoke(counted::addAll));
    return Sql.together(statements).chain(() -> Sql.together(oldMessages.changed(sql, counted)));
  }

  /**
   * Adds a message of ours to the set.
   *
   * @param owner of its thread
   * @param told about it
   */
  public void create(MessageSet set, Message message, String owner, List<Record> told) {
    MessageRow row = MessageRow.of(message, owner);
    set.changed(row, tell(message.details(), told, null));
    set.counted(row);
  }

  /** One message alone, stored at once. */
  public Uni<MessageTransition> apply(Sql sql, MessageRow row, MessageFact fact, String causation) {
    MessageSet alone = new MessageSet(List.of(row), Map.of());
    MessageTransition transition = apply(alone, row, fact, causation);
    return write(sql, alone).replaceWith(transition);
  }

  /** Counts a question to the carrier that was answered, and plans the next. */
  public void planNextPoll(MessageSet set, MessageRow row) {
    row.poll(polls, clock.instant());
    set.changed(row, List.of());
  }

  /** Some failures say that the contact wants no more: the next message is not even tried. */
  private void noteOptOut(
      MessageSet set, Message before, Message now, MessageFact fact, String causation) {
    FailureCause cause = now.progress().cause();
    MessageDetails details = now.details();
    boolean news = now.state().isFailure() && before.state() != now.state();
    if (news && cause != null && reasons.isOptOut(details.carrier(), cause.code())) {
      set.said(said(details, details.to(), true, cause.code(), fact.at(), causation));
    }
  }

  private static Said said(
      MessageDetails details,
      Party contact,
      boolean out,
      String code,
      Instant at,
      String causation) {
    return new Said(
        new OptOut.Who(details.tenant(), contact, details.channel()),
        out,
        details.carrier(),
        details.id().value(),
        code,
        at,
        causation);
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
