package dev.ramal.messaging.message;

import dev.ramal.events.MessageStatus;
import dev.ramal.events.Money;
import dev.ramal.messaging.message.MessageTransition.Ignored.IgnoreReason;
import java.time.Instant;

/**
 * The carrier reported a status, by callback or reason we asked. It proves that the carrier has the
 * message, so it counts in every open state, {@code ACCEPTED} included.
 *
 * @param carrierMessageId null when not said
 * @param cause null unless the status is a failure
 * @param segments null when not said
 * @param cost null when not said
 */
public record StatusReported(
    MessageStatus status,
    String carrierMessageId,
    FailureCause cause,
    Integer segments,
    Money cost,
    Instant at)
    implements MessageFact {

  @Override
  public MessageTransition on(Message message) {
    MessageState reported = stateOf(status);
    MessageProgress next =
        message
            .progress()
            .withCarrierMessageId(carrierMessageId)
            .withSegments(segments)
            .withCost(cost)
            .merge(reported, cause, at);
    return message.advance(next, at, reasonToIgnore(message.state(), reported));
  }

  private static IgnoreReason reasonToIgnore(MessageState now, MessageState reported) {
    if (now.isArrival() && reported.isFailure()) {
      return IgnoreReason.FAILURE_AFTER_ARRIVAL;
    }
    return now.outranks(reported) ? IgnoreReason.LATE : IgnoreReason.REPEATED;
  }

  private static MessageState stateOf(MessageStatus status) {
    return switch (status) {
      case ACCEPTED, SENDING -> MessageState.SENDING;
      case SENT -> MessageState.SENT;
      case DELIVERED -> MessageState.DELIVERED;
      case READ -> MessageState.READ;
      case UNDELIVERED -> MessageState.UNDELIVERED;
      case FAILED -> MessageState.FAILED;
      case EXPIRED -> MessageState.EXPIRED;
      case UNCONFIRMED -> MessageState.UNCONFIRMED;
      case CANCELED -> MessageState.CANCELED;
    };
  }
}
