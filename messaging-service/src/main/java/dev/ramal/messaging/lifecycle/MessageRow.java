package dev.ramal.messaging.lifecycle;

import dev.ramal.events.MessageContent;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.SqlRow;
import dev.ramal.messaging.message.Message;
import dev.ramal.messaging.message.MessageFact;
import dev.ramal.messaging.message.MessageFact.Rerouted;
import dev.ramal.messaging.message.MessageFact.SendingStarted;
import dev.ramal.messaging.message.StatusPollSchedule;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.annotations.Immutable;

/**
 * A message as it is stored. Only {@link ChangeMessage} changes one, and {@link MessageStatements}
 * write it: Hibernate reads it for lists.
 */
@Entity
@Immutable
@Table(name = "message")
public class MessageRow {
  private static final String COLUMNS =
      """
      tenant, id, conversation_id, direction, channel, from_number, to_number, body, media,
        reply_to, carrier, connection_id, author_id, author_name, contact_id, created_at,
        state, carrier_message_id, segments, sent_at, delivered_at, read_at, failed_at,
        failure_code, failure_reason, cost_amount, cost_currency,
        attempts, handed_over_at, questions, ask_at, content, owner_id, reply_inferred,
        leaves_at, campaign_id, template_id, template_version, template_variant, approved_text,
        send_at, going_since
      """;

  @EmbeddedId RowKey key;
  @Embedded DetailsColumns details;
  @Embedded ProgressColumns progress;
  @Embedded PurposeColumns purpose;

  /** Whose thread it is in; null while nobody's. */
  @Column(name = "owner_id")
  String ownerId;

  /** How often it was submitted to a carrier. */
  int attempts;

  @Column(name = "handed_over_at")
  Instant submittedAt;

  /** When it was submitted first; null while it waits for that, and for older ones. */
  @Column(name = "going_since")
  Instant goingSince;

  /** How often the carrier was asked since the last news. */
  @Column(name = "questions")
  int polls;

  /** When to ask the carrier about it; null when nothing is open. */
  @Column(name = "ask_at")
  Instant pollAt;

  static MessageRow of(Message message, String ownerId) {
    MessageRow row = new MessageRow();
    row.key = RowKey.of(message.details().tenant(), message.details().id().value());
    row.details = DetailsColumns.of(message.details());
    row.progress = ProgressColumns.of(message.progress());
    row.purpose = PurposeColumns.of(message.details().purpose());
    row.ownerId = ownerId;
    return row;
  }

  /** As {@link #read} takes them. */
  public static String columns() {
    return COLUMNS;
  }

  /** From {@link #columns}. */
  public static MessageRow read(SqlRow columns) {
    MessageRow row = new MessageRow();
    row.key = new RowKey(columns.text(0), columns.text(1));
    row.details = DetailsColumns.read(columns);
    row.progress = ProgressColumns.read(columns);
    row.attempts = columns.integer(27);
    row.submittedAt = columns.instant(28);
    row.polls = columns.integer(29);
    row.pollAt = columns.instant(30);
    row.ownerId = columns.text(32);
    row.purpose = PurposeColumns.read(columns);
    row.goingSince = columns.instant(41);
    return row;
  }

  public Message message() {
    // Hibernate has none where all columns are null.
    PurposeColumns sentFor = purpose == null ? PurposeColumns.NONE : purpose;
    return new Message(details.details(key, sentFor), progress.progress());
  }

  /** Empty when it holds what this version cannot read; it must not be handed over then. */
  public Optional<Message> readable() {
    try {
      return Optional.of(message());
    } catch (IllegalArgumentException | IllegalStateException unreadable) {
      return Optional.empty();
    }
  }

  /**
   * The message, where it cannot be read without files, content and template: what becomes of such
   * a one can be told all the same.
   */
  public Message asFarAsReadable() {
    return readable()
        .orElseGet(
            () ->
                new Message(
                    details.with(null, null).details(key, PurposeColumns.NONE),
                    progress.progress()));
  }

  /** As its carrier names it; only once the carrier's id is known. */
  CarriersMessage name() {
    return new CarriersMessage(key.organization(), details.carrier(), progress.carrierMessageId());
  }

  /** When it was submitted last; not earlier than it was created. */
  public Instant submittedAt() {
    return submittedAt == null ? details.createdAt() : submittedAt;
  }

  /**
   * Since when it is on its way: since it was submitted for the first time. Empty while it waits
   * for that. Of older ones only the last time is known, and so of several when it was taken.
   */
  public Optional<Instant> goingSince() {
    return Optional.ofNullable(goingSince)
        .or(
            () ->
                Optional.ofNullable(submittedAt)
                    .map(last -> attempts > 1 ? details.createdAt() : last));
  }

  /** Takes over what a fact has changed. */
  void take(Message changed, MessageFact fact, StatusPollSchedule schedule, Instant now) {
    polls = changed.state() == progress.state() ? polls : 0;
    progress = ProgressColumns.of(changed.progress());
    if (fact instanceof Rerouted) {
      details = DetailsColumns.of(changed.details()).with(details.media(), details.content());
    }
    if (fact instanceof SendingStarted) {
      attempts++;
      submittedAt = fact.at();
      goingSince = goingSince == null ? fact.at() : goingSince;
    }
    pollAt = schedule.next(details.carrier(), submittedAt(), changed.progress(), polls, now);
  }

  /**
   * What came that is neither text nor media, where it was not known.
   *
   * @return whether something was missing
   */
  boolean complete(MessageContent content) {
    boolean missing = content != null && details.lacks(content);
    if (missing) {
      details = details.with(content);
    }
    return missing;
  }

  /** Counts a question that was asked, and plans the one after it. */
  void poll(StatusPollSchedule schedule, Instant now) {
    polls++;
    plan(schedule, now);
  }

  /** Plans the next question to the carrier, where one is open. */
  void plan(StatusPollSchedule schedule, Instant now) {
    pollAt = schedule.next(details.carrier(), submittedAt(), progress.progress(), polls, now);
  }
}
