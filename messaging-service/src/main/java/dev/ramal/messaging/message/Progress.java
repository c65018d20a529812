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
 */
public record Progress(
    MessageState state,
    String carrierMessageId,
    int segments,
    Milestones at,
    FailureCause cause,
    Money cost) {

  /** A message that waits for its turn. */
  public static Progress accepted(int segments) {
    return new Progress(MessageState.ACCEPTED, null, segments, Milestones.NONE, null, null);
  }

  /** A message that somebody sent us. */
  public static Progress received(String carrierMessageId, int segments) {
    return new Progress(
        MessageState.RECEIVED, carrierMessageId, segments, Milestones.NONE, null, null);
  }

  Progress withState(MessageState next) {
    return new Progress(next, carrierMessageId, segments, at, cause, cost);
  }

  Progress withCarrierMessageId(String id) {
    return carrierMessageId != null || id == null
        ? this
        : new Progress(state, id, segments, at, cause, cost);
  }

  Progress withSegments(Integer told) {
    return told == null || told < 1
        ? this
        : new Progress(state, carrierMessageId, told, at, cause, cost);
  }

  /** The first price stays: carriers repeat it, they do not correct it. */
  Progress withCost(Money told) {
    return cost != null || told == null
        ? this
        : new Progress(state, carrierMessageId, segments, at, cause, told);
  }

  /** What a carrier, or the lack of one, reported. */
  Progress merge(MessageState reported, FailureCause reportedCause, Instant when) {
    Progress next = withState(state.merge(reported)).withMilestone(reported, when);
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

  private Progress withMilestone(MessageState reported, Instant when) {
    Milestones next = at;
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

  private Progress with(Milestones milestones, FailureCause nextCause) {
    return new Progress(state, carrierMessageId, segments, milestones, nextCause, cost);
  }
}
