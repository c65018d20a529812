package dev.ramal.messaging.message;

import dev.ramal.events.Direction;
import dev.ramal.messaging.message.MessageFact.PriceNamed;
import dev.ramal.messaging.message.MessageFact.ReplacedBySms;
import dev.ramal.messaging.message.MessageFact.Rerouted;
import dev.ramal.messaging.message.MessageTransition.Applied;
import dev.ramal.messaging.message.MessageTransition.Ignored;
import dev.ramal.messaging.message.MessageTransition.Ignored.IgnoreReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One message and its life. Pure: it knows no clock, no store and no carrier. Facts may come twice,
 * late, never and in any order; the result is the same, reason {@link MessageProgress} is a merge
 * and the events are the difference between two progresses.
 */
public record Message(MessageDetails details, MessageProgress progress) {

  /** What a fact means for this message. */
  public MessageTransition apply(MessageFact fact) {
    return isClosedTo(fact) ? new Ignored(IgnoreReason.CLOSED) : fact.on(this);
  }

  private boolean isClosedTo(MessageFact fact) {
    return switch (state()) {
      case DENIED -> !(fact instanceof ReplacedBySms);
      case RECEIVED -> !(fact instanceof PriceNamed);
      default -> false;
    };
  }

  public MessageState state() {
    return progress.state();
  }

  /** When it may leave, as far as is known: of two that wait the earlier one goes first. */
  public Instant turn() {
    Instant wanted = details.sendAt() == null ? details.createdAt() : details.sendAt();
    return progress.leavesAt() == null ? wanted : progress.leavesAt();
  }

  /**
   * Whether figures that were made of the message as it was hold for this one: what only waits, is
   * tried or is asked about changes none, and what somebody sent us is in none.
   */
  public boolean amountsTo(Message before) {
    if (details.direction() == Direction.INBOUND) {
      return true;
    }
    boolean sameEnd =
        state() == before.state() || !state().isFailure() && !before.state().isFailure();
    return sameEnd
        && progress.at().equals(before.progress.at())
        && Objects.equals(progress.cause(), before.progress.cause())
        && Objects.equals(progress.cost(), before.progress.cost())
        && details.carrier().equals(before.details.carrier());
  }

  /** Whether it has arrived, or has failed, and had not before. */
  public boolean isNews(Message before) {
    return state().isArrival() && !before.state().isArrival()
        || state().isFailure() && !before.state().isFailure();
  }

  /** It is being submitted, or was, and nobody has said yet that the carrier has it. */
  public boolean isUnanswered() {
    return progress.carrierMessageId() == null
        && (state() == MessageState.SENDING || state() == MessageState.SENDING_UNKNOWN);
  }

  /** Nobody could say whether the carrier has it. */
  public boolean isUnconfirmedSubmission() {
    return progress.carrierMessageId() == null && state() == MessageState.UNCONFIRMED;
  }

  /** It waits again, for another account; that it leaves one is told once of each. */
  MessageTransition reroute(Rerouted other) {
    Message elsewhere =
        new Message(details.through(other), progress.withState(MessageState.ACCEPTED));
    return new Applied(
        elsewhere, other.again() ? List.of() : List.of(ProgressEvents.rerouted(details, other)));
  }

  MessageTransition replace(ReplacedBySms by) {
    MessageProgress next =
        state().isStillHere() ? progress.merge(MessageState.DENIED, by.cause(), by.at()) : progress;
    List<Record> events = new ArrayList<>(List.of(ProgressEvents.replaced(details, by)));
    events.addAll(ProgressEvents.between(details, progress, next, by.at()));
    return new Applied(new Message(details, next), events);
  }

  /** The step to a new progress, or the reason why there is none. */
  MessageTransition advance(MessageProgress next, Instant at, IgnoreReason otherwise) {
    if (next.equals(progress)) {
      return new Ignored(otherwise);
    }
    return new Applied(
        new Message(details, next), ProgressEvents.between(details, progress, next, at));
  }
}
