package dev.ramal.messaging.message;

import dev.ramal.events.Channel;
import dev.ramal.events.MessageStatus;
import dev.ramal.events.WhatsAppCategory;
import dev.ramal.events.messages.MessageCosted;
import dev.ramal.events.messages.MessageDelivered;
import dev.ramal.events.messages.MessageFailed;
import dev.ramal.events.messages.MessageHeld;
import dev.ramal.events.messages.MessageRead;
import dev.ramal.events.messages.MessageReplaced;
import dev.ramal.events.messages.MessageRerouted;
import dev.ramal.events.messages.MessageSent;
import dev.ramal.events.messages.MessageUnconfirmed;
import dev.ramal.messaging.message.MessageFact.ReplacedBySms;
import dev.ramal.messaging.message.MessageFact.Rerouted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The events that tell one progress from another. A milestone that was skipped is told too, in the
 * order of the lifecycle: a message whose first news is {@code read} is sent, delivered and read,
 * so that whoever bills deliveries or counts sendings sees each message exactly once.
 */
final class ProgressEvents {
  private final MessageDetails of;
  private final MessageProgress now;

  private ProgressEvents(MessageDetails of, MessageProgress now) {
    this.of = of;
    this.now = now;
  }

  static List<Record> between(
      MessageDetails of, MessageProgress before, MessageProgress now, Instant at) {
    ProgressEvents told = new ProgressEvents(of, now);
    List<Record> events = new ArrayList<>();
    if (now.leavesAt() != null && !now.leavesAt().equals(before.leavesAt())) {
      events.add(told.held(at));
    }
    if (appeared(before.at().sent(), now.at().sent())) {
      events.add(told.sent());
    }
    if (appeared(before.at().delivered(), now.at().delivered())) {
      events.add(told.delivered());
    }
    if (appeared(before.at().read(), now.at().read())) {
      events.add(told.read());
    }
    if (appeared(before.at().failed(), now.at().failed())) {
      events.add(told.failed());
    }
    if (before.state() != MessageState.UNCONFIRMED && now.state() == MessageState.UNCONFIRMED) {
      events.add(told.unconfirmed(at));
    }
    if (now.cost() != null && !now.cost().equals(before.cost())) {
      events.add(told.costed(at));
    }
    return events;
  }

  /** Told of the account that it was for; what follows is told of the other one. */
  static MessageRerouted rerouted(MessageDetails of, Rerouted other) {
    return new MessageRerouted(
        of.id().value(),
        of.channel(),
        of.to().value(),
        of.carrier(),
        of.connectionId().value(),
        of.from().value(),
        other.carrier(),
        other.connectionId().value(),
        other.from().value(),
        other.code(),
        other.at());
  }

  static MessageReplaced replaced(MessageDetails of, ReplacedBySms by) {
    return new MessageReplaced(
        of.id().value(),
        of.channel(),
        of.to().value(),
        by.sms().value(),
        by.at(),
        of.author() == null ? null : of.author().userId(),
        of.contactId());
  }

  private static boolean appeared(Instant before, Instant now) {
    return before == null && now != null;
  }

  private MessageHeld held(Instant at) {
    return new MessageHeld(of.id().value(), of.channel(), of.to().value(), now.leavesAt(), at);
  }

  private MessageSent sent() {
    return new MessageSent(
        of.id().value(),
        of.channel(),
        of.from().value(),
        of.to().value(),
        of.carrier(),
        of.connectionId().value(),
        now.carrierMessageId(),
        now.segments(),
        now.at().sent(),
        agentId(),
        agentName(),
        of.contactId(),
        acceptedAt(),
        category());
  }

  private MessageDelivered delivered() {
    return new MessageDelivered(
        of.id().value(),
        of.channel(),
        of.from().value(),
        of.to().value(),
        of.carrier(),
        of.connectionId().value(),
        now.carrierMessageId(),
        now.segments(),
        now.at().delivered(),
        agentId(),
        agentName(),
        of.contactId(),
        acceptedAt(),
        category());
  }

  private MessageUnconfirmed unconfirmed(Instant at) {
    return new MessageUnconfirmed(
        of.id().value(),
        of.channel(),
        of.from().value(),
        of.to().value(),
        of.carrier(),
        of.connectionId().value(),
        now.carrierMessageId(),
        now.segments(),
        at);
  }

  private MessageRead read() {
    return new MessageRead(
        of.id().value(),
        of.channel(),
        of.to().value(),
        now.at().read(),
        agentId(),
        agentName(),
        of.contactId(),
        acceptedAt(),
        of.carrier(),
        category());
  }

  private MessageFailed failed() {
    return new MessageFailed(
        of.id().value(),
        of.channel(),
        of.to().value(),
        of.carrier(),
        statusOf(now.state()),
        now.cause() == null ? null : now.cause().code(),
        now.cause() == null ? null : now.cause().reason(),
        now.at().failed(),
        agentId(),
        agentName(),
        of.contactId(),
        acceptedAt(),
        category());
  }

  private MessageCosted costed(Instant at) {
    return new MessageCosted(of.id().value(), of.carrier(), now.carrierMessageId(), now.cost(), at);
  }

  private Instant acceptedAt() {
    return of.sendAt() == null ? of.createdAt() : of.sendAt();
  }

  /** Null for an SMS, and where it was not kept. */
  private WhatsAppCategory category() {
    return of.channel() == Channel.WHATSAPP ? of.purpose().category() : null;
  }

  private String agentId() {
    return of.author() == null ? null : of.author().userId();
  }

  private String agentName() {
    return of.author() == null ? null : of.author().name();
  }

  private static MessageStatus statusOf(MessageState failure) {
    return switch (failure) {
      case UNDELIVERED -> MessageStatus.UNDELIVERED;
      case EXPIRED -> MessageStatus.EXPIRED;
      case CANCELED -> MessageStatus.CANCELED;
      default -> MessageStatus.FAILED;
    };
  }
}
