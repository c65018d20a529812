package dev.ramal.kit.jobs;

import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import java.time.Clock;
import java.time.Instant;

/**
 * One piece of outbound work, as it was when it was claimed.
 *
 * @param seq its own place in the order of all jobs
 * @param id stable over every repetition: fit as idempotency key or command id at the other side
 * @param kind what is to be done, a word of the queue's owner
 * @param subject id of the aggregate that it is about
 * @param account whose limits count at the other side; empty for none
 * @param payload JSON document of the owner
 * @param state where it stood when it was claimed
 * @param attempt which sending this is, or, when it is asked about, was; from 1
 * @param failures attempts that count against the limit, this one left out
 * @param questions questions about this attempt without an answer so far; also those that were left
 *     behind by whoever asked
 * @param openedAt when it was created, or sent on its way again by a person; the database's time
 * @param sentAt when this attempt was begun; the database's time
 * @param claimedAt when it was taken to be sent or asked about; the database's time: what has
 *     passed since it was sent is told by one clock
 * @param expiresAt after this nobody waits for it any more; our clock's time; null for never
 * @param leaveBefore after this nothing of it may leave this process; our clock's time, never later
 *     than {@code expiresAt}
 */
public record Job(
    long seq,
    String id,
    TenantId tenant,
    String queue,
    String kind,
    String subject,
    String account,
    String payload,
    JobState state,
    int attempt,
    int failures,
    int questions,
    Instant openedAt,
    Instant sentAt,
    Instant claimedAt,
    Instant expiresAt,
    Instant leaveBefore) {

  public <T extends Record> T payload(Class<T> type) {
    return EventJson.read(payload, type);
  }

  /** Since when its outcome is asked about: it was sent, or a person sent it on its way again. */
  Instant askedSince() {
    return sentAt.isBefore(openedAt) ? openedAt : sentAt;
  }

  /** Whether it was asked about, not sent. */
  boolean isAsked() {
    return state == JobState.UNKNOWN || state == JobState.ASKING;
  }

  boolean isExpired(Clock clock) {
    return expiresAt != null && !clock.instant().isBefore(expiresAt);
  }

  /** To be asked right before the request leaves; when false, answer {@code NotTaken}. */
  public boolean mayStillLeave(Clock clock) {
    return clock.instant().isBefore(leaveBefore);
  }
}
