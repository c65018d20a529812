package dev.ramal.messaging.message;

import dev.ramal.events.Carrier;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.MessageStatus;
import dev.ramal.events.Money;
import dev.ramal.messaging.message.MessageTransition.Ignored.IgnoreReason;
import dev.ramal.messaging.message.MessageTransition.NotYet;
import java.time.Instant;

/**
 * Something that is true of a message: what we did, what the carrier answered, what it reported.
 * Each fact knows what it means for a message that is not closed.
 */
public sealed interface MessageFact {

  /** When it became true. */
  Instant at();

  /** Called by {@link Message#apply} only. */
  MessageTransition on(Message message);

  /** We are about to hand it to the carrier. Whoever is not told {@code Applied} must not send. */
  record SendingStarted(Instant at) implements MessageFact {
    @Override
    public MessageTransition on(Message message) {
      MessageProgress now = message.progress();
      boolean first = message.state().isStillHere();
      return message.advance(
          first ? now.withState(MessageState.SENDING) : now, at, IgnoreReason.REPEATED);
    }
  }

  /**
   * The carrier answered with its id.
   *
   * @param segments null when not said
   */
  record CarrierAccepted(String carrierMessageId, Integer segments, Instant at)
      implements MessageFact {
    @Override
    public MessageTransition on(Message message) {
      if (message.state().isStillHere()) {
        return new NotYet("the carrier took what we have not begun to send");
      }
      MessageProgress next =
          message
              .progress()
              .withCarrierMessageId(carrierMessageId)
              .withSegments(segments)
              .merge(MessageState.SENDING, null, at);
      return message.advance(next, at, IgnoreReason.REPEATED);
    }
  }

  /** The carrier answered that it does not take the message. */
  record CarrierRefused(FailureCause cause, Instant at) implements MessageFact {
    @Override
    public MessageTransition on(Message message) {
      return switch (message.state()) {
        case SCHEDULED, ACCEPTED, HELD ->
            new NotYet("the carrier refused what we have not begun to send");
        case SENDING, SENDING_UNKNOWN ->
            message.advance(
                message.progress().merge(MessageState.FAILED, cause, at),
                at,
                IgnoreReason.REPEATED);
        default -> message.advance(message.progress(), at, IgnoreReason.LATE);
      };
    }
  }

  /** We handed it over and got no usable answer. Means nothing once the carrier's id is known. */
  record OutcomeUnknown(Instant at) implements MessageFact {
    @Override
    public MessageTransition on(Message message) {
      if (message.state().isStillHere()) {
        return new NotYet("no outcome can be missing before sending begins");
      }
      MessageProgress now = message.progress();
      return message.advance(
          message.isUnanswered() ? now.withState(MessageState.SENDING_UNKNOWN) : now,
          at,
          IgnoreReason.LATE);
    }
  }

  /**
   * It is proven that the carrier does not have it (throttled, unreachable, not in its list): it
   * may be sent again. Any word of the carrier about the message is stronger than this proof.
   */
  record NotSubmitted(Instant at) implements MessageFact {
    @Override
    public MessageTransition on(Message message) {
      MessageProgress now = message.progress();
      return message.advance(
          message.isUnanswered() ? now.withState(MessageState.ACCEPTED) : now,
          at,
          IgnoreReason.LATE);
    }
  }

  /**
   * It is proven that its account has not taken it: it goes through another one. Any word of the
   * carrier about the message is stronger than this proof, and a doubt is none.
   *
   * @param from of ours, at the other account
   * @param code why the account before did not take it: the carrier's, or a word of ours
   * @param reason null when nobody said
   * @param again whether it left that account before and came back to it: that was told
   */
  record Rerouted(
      Carrier carrier,
      ConnectionId connectionId,
      Party from,
      String code,
      String reason,
      boolean again,
      Instant at)
      implements MessageFact {
    @Override
    public MessageTransition on(Message message) {
      boolean submitting = message.isUnanswered() && message.state() == MessageState.SENDING;
      return submitting || message.state().isStillHere()
          ? message.reroute(this)
          : message.advance(message.progress(), at, IgnoreReason.LATE);
    }
  }

  /**
   * It has not arrived in time, and an SMS follows it. What waits does not leave any more; what has
   * left goes on, and may still arrive.
   */
  record ReplacedBySms(MessageId sms, FailureCause cause, Instant at) implements MessageFact {
    @Override
    public MessageTransition on(Message message) {
      return message.replace(this);
    }
  }

  /** We tried as often as we may and the carrier never had it. */
  record SendingAbandoned(FailureCause cause, Instant at) implements MessageFact {
    @Override
    public MessageTransition on(Message message) {
      MessageProgress now = message.progress();
      boolean waiting = message.state().isStillHere();
      return message.advance(
          waiting ? now.merge(MessageState.FAILED, cause, at) : now, at, IgnoreReason.LATE);
    }
  }

  /**
   * A rule of ours lets it leave only later, as when the recipient's night has begun.
   *
   * @param until when it may leave
   */
  record SendingHeld(Instant until, Instant at) implements MessageFact {
    @Override
    public MessageTransition on(Message message) {
      MessageProgress now = message.progress();
      return message.advance(
          message.state().isStillHere() ? now.held(until) : now, at, IgnoreReason.LATE);
    }
  }

  /** Nobody waits for it any more, and nothing of it has left. */
  record SendingExpired(FailureCause cause, Instant at) implements MessageFact {
    @Override
    public MessageTransition on(Message message) {
      MessageProgress now = message.progress();
      boolean waiting = message.state().isStillHere();
      return message.advance(
          waiting ? now.merge(MessageState.EXPIRED, cause, at) : now, at, IgnoreReason.LATE);
    }
  }

  /** A rule of ours forbids it now, as when the WhatsApp window closed while it waited. */
  record SendingDenied(FailureCause cause, Instant at) implements MessageFact {
    @Override
    public MessageTransition on(Message message) {
      MessageProgress now = message.progress();
      boolean waiting = message.state().isStillHere();
      return message.advance(
          waiting ? now.merge(MessageState.DENIED, cause, at) : now, at, IgnoreReason.LATE);
    }
  }

  /** Somebody took it back. Whoever is not told {@code Applied} came too late. */
  record SendingCanceled(FailureCause cause, Instant at) implements MessageFact {
    @Override
    public MessageTransition on(Message message) {
      MessageProgress now = message.progress();
      boolean canceled = message.state() == MessageState.CANCELED;
      return message.advance(
          message.state().isStillHere() ? now.merge(MessageState.CANCELED, cause, at) : now,
          at,
          canceled ? IgnoreReason.REPEATED : IgnoreReason.LATE);
    }
  }

  /** Nobody, the carrier included, can say what became of it. No proof that it was handed on. */
  record ReceiptOverdue(Instant at) implements MessageFact {
    @Override
    public MessageTransition on(Message message) {
      if (message.state().isStillHere()) {
        return new NotYet("no news can be overdue before sending begins");
      }
      MessageProgress now = message.progress();
      return message.advance(
          now.withState(now.state().merge(MessageState.UNCONFIRMED)), at, IgnoreReason.LATE);
    }
  }

  /**
   * What the carrier charges for a message that somebody sent us, told with it or when we asked.
   * The price of what we send comes with its status.
   */
  record PriceNamed(Money cost, Instant at) implements MessageFact {
    @Override
    public MessageTransition on(Message message) {
      MessageProgress now = message.progress();
      boolean received = message.state() == MessageState.RECEIVED;
      return message.advance(received ? now.withCost(cost, false) : now, at, IgnoreReason.REPEATED);
    }
  }

  /**
   * The carrier reported a status, by callback or reason we asked. It proves that the carrier has
   * the message, so it counts in every open state, {@code ACCEPTED} included.
   *
   * @param carrierMessageId null when not said
   * @param cause null unless the status is a failure
   * @param segments null when not said
   * @param cost null when not said
   */
  record StatusReported(
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
              .withCost(cost, !reported.isWaiting())
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
}
