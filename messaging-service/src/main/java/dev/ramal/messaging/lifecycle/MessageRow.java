package dev.ramal.messaging.lifecycle;

import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.messaging.message.Message;
import dev.ramal.messaging.message.MessageFact;
import dev.ramal.messaging.message.MessageFact.SendingStarted;
import dev.ramal.messaging.message.StatusPollSchedule;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

/** A message as it is stored. Only {@link ChangeMessage} changes one. */
@Entity
@Table(name = "message")
public class MessageRow {
  @EmbeddedId private RowKey key;
  @Embedded private DetailsColumns details;
  @Embedded private ProgressColumns progress;

  /** How often it was submitted to a carrier. */
  private int attempts;

  @Column(name = "handed_over_at")
  private Instant submittedAt;

  /** How often the carrier was asked since the last news. */
  @Column(name = "questions")
  private int polls;

  /** When to ask the carrier about it; null when nothing is open. */
  @Column(name = "ask_at")
  private Instant pollAt;

  static MessageRow of(Message message) {
    MessageRow row = new MessageRow();
    row.key = RowKey.of(message.details().tenant(), message.details().id().value());
    row.details = DetailsColumns.of(message.details());
    row.progress = ProgressColumns.of(message.progress());
    return row;
  }

  public Message message() {
    return new Message(details.details(key), progress.progress());
  }

  /** When it was submitted last; not earlier than it was created. */
  public Instant submittedAt() {
    return submittedAt == null ? details.createdAt() : submittedAt;
  }

  /** Takes over what a fact has changed. */
  void take(Message changed, MessageFact fact, StatusPollSchedule schedule, Instant now) {
    polls = changed.state() == progress.state() ? polls : 0;
    progress = ProgressColumns.of(changed.progress());
    if (fact instanceof SendingStarted) {
      attempts++;
      submittedAt = fact.at();
    }
    pollAt = schedule.next(changed.progress(), polls, now);
  }

  /** Counts a question that is about to be asked, and plans the one after it. */
  void poll(StatusPollSchedule schedule, Instant now) {
    polls++;
    pollAt = schedule.next(progress.progress(), polls, now);
  }
}
