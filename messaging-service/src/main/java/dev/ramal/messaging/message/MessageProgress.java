package dev.ramal.messaging.message;

import dev.ramal.events.Money;
import java.time.Instant;

/**
 * How far a message got. Every {@code with…} is a merge: repeating it changes nothing and the order
 * of two does not matter.
 *
 * @param state never null
 * @param carrierMessageId the carrier's id; null until known
 * @param segments ours until the carrier counts
 * @param at when it got where
 * @param cause null without a failure
 * @param cost the carrier's price; null until known
 * @param leavesAt when a held message leaves; null unless it is held
 */
public record MessageProgress(
    MessageState state,
    String carrierMessageId,
    int segments,
    StatusTimestamps at,
    FailureCause cause,
    Money cost,
    Instant leavesAt) {

  /** A message that waits for its turn. */
  public static MessageProgress accepted(int segments) {
    return new MessageProgress(
        MessageState.ACCEPTED, null, segments, StatusTimestamps.NONE, null, null, null);
  }

  /** The same, until the hour at which it may leave. */
  public MessageProgress held(Instant until) {
    return new MessageProgress(
        MessageState.HELD, carrierMessageId, segments, at, cause, cost, until);
  }

  /** A message that waits for its time. */
  public static MessageProgress scheduled(int segments) {
    return accepted(segments).withState(MessageState.SCHEDULED);
  }

  /** A message that somebody sent us. */
  public static MessageProgress received(String carrierMessageId, int segments) {
    return new MessageProgress(
        MessageState.RECEIVED, carrierMessageId, segments, StatusTimestamps.NONE, null, null, null);
  }

  MessageProgress withState(MessageState next) {
    Instant leaves = next == MessageState.HELD ? leavesAt : null;
    return new MessageProgress(next, carrierMessageId, segments, at, cause, cost, leaves);
  }

  MessageProgress withCarrierMessageId(String id) {
    return carrierMessageId != null || id == null
        ? this
        : new MessageProgress(state, id, segments, at, cause, cost, leavesAt);
  }

  MessageProgress withSegments(Integer told) {
    return told == null || told < 1
        ? this
        : new MessageProgress(state, carrierMessageId, told, at, cause, cost, leavesAt);
  }

  /**
   * The carrier names its price when it hands the message on, and again with its last word, then
   * with what others have charged it: that one stays, whichever comes first.
   *
   * @param lastWord whether it came with the news of the message's end
   */
  MessageProgress withCost(Money told, boolean lastWord) {
    return told == null || cost != null && !lastWord
        ? this
        : new MessageProgress(state, carrierMessageId, segments, at, cause, told, leavesAt);
  }

  /** What a carrier, or the lack of one, reported. */
  MessageProgress merge(MessageState reported, FailureCause reportedCause, Instant when) {
    MessageProgress next = withState(state.merge(reported)).withMilestone(reported, when);
    if (next.state.isArrival()) {
      return next.with(next.at, null);
    }
    if (!reported.isFailure() || state.outranks(reported)) {
      return next;
    }
    FailureCause merged =
        reported == state ? FailureCause.merge(cause, reportedCause) : reportedCause;
    return next.with(next.at, merged);
  }

  private MessageProgress withMilestone(MessageState reported, Instant when) {
    StatusTimestamps next = at;
    if (reported.isHandedOn()) {
      next = next.withSent(when);
    }
    if (reported.isArrival()) {
      next = next.withDelivered(when);
    }
    if (reported == MessageState.READ) {
      next = next.withRead(when);
    }
    if (reported.isFailure() && !state.isArrival()) {
      next = next.withFailed(when);
    }
    return with(next, cause);
  }

  private MessageProgress with(StatusTimestamps timestamps, FailureCause nextCause) {
    return new MessageProgress(
        state, carrierMessageId, segments, timestamps, nextCause, cost, leavesAt);
  }
}
