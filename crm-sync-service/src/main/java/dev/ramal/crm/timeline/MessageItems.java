package dev.ramal.crm.timeline;

import dev.ramal.crm.timeline.ItemNews.ItemKey;
import dev.ramal.events.Channel;
import dev.ramal.events.Direction;
import dev.ramal.events.TenantId;
import dev.ramal.events.billing.MessageCostChanged;
import dev.ramal.events.messages.MessageAccepted;
import dev.ramal.events.messages.MessageDelivered;
import dev.ramal.events.messages.MessageFailed;
import dev.ramal.events.messages.MessageHeld;
import dev.ramal.events.messages.MessageRead;
import dev.ramal.events.messages.MessageReceived;
import dev.ramal.events.messages.MessageSent;
import dev.ramal.events.messages.MessageUnconfirmed;
import dev.ramal.kit.consuming.ReceivedEvent;
import java.time.Instant;

/** What is told of a message. */
final class MessageItems {
  private MessageItems() {}

  static ItemNews accepted(ReceivedEvent event) {
    MessageAccepted told = event.data(MessageAccepted.class);
    return sent(
        event.tenant(),
        told.messageId(),
        told.channel(),
        told.sendAt() == null ? told.acceptedAt() : told.sendAt(),
        new Participants(told.to(), told.contactId(), told.agentId(), told.agentName()),
        MessageStanding.ACCEPTED,
        told.body(),
        null);
  }

  static ItemNews held(ReceivedEvent event) {
    MessageHeld told = event.data(MessageHeld.class);
    return sent(
        event.tenant(),
        told.messageId(),
        told.channel(),
        told.heldAt(),
        new Participants(told.to(), null, null, null),
        MessageStanding.HELD,
        null,
        null);
  }

  static ItemNews sent(ReceivedEvent event) {
    MessageSent told = event.data(MessageSent.class);
    return sent(
        event.tenant(),
        told.messageId(),
        told.channel(),
        since(told.acceptedAt(), told.sentAt()),
        new Participants(told.to(), told.contactId(), told.agentId(), told.agentName()),
        MessageStanding.SENT,
        null,
        null);
  }

  static ItemNews unconfirmed(ReceivedEvent event) {
    MessageUnconfirmed told = event.data(MessageUnconfirmed.class);
    return sent(
        event.tenant(),
        told.messageId(),
        told.channel(),
        told.unconfirmedAt(),
        new Participants(told.to(), null, null, null),
        MessageStanding.UNCONFIRMED,
        null,
        null);
  }

  static ItemNews delivered(ReceivedEvent event) {
    MessageDelivered told = event.data(MessageDelivered.class);
    return sent(
        event.tenant(),
        told.messageId(),
        told.channel(),
        since(told.acceptedAt(), told.deliveredAt()),
        new Participants(told.to(), told.contactId(), told.agentId(), told.agentName()),
        MessageStanding.DELIVERED,
        null,
        null);
  }

  static ItemNews read(ReceivedEvent event) {
    MessageRead told = event.data(MessageRead.class);
    return sent(
        event.tenant(),
        told.messageId(),
        told.channel(),
        since(told.acceptedAt(), told.readAt()),
        new Participants(told.to(), told.contactId(), told.agentId(), told.agentName()),
        MessageStanding.READ,
        null,
        null);
  }

  static ItemNews failed(ReceivedEvent event) {
    MessageFailed told = event.data(MessageFailed.class);
    return sent(
        event.tenant(),
        told.messageId(),
        told.channel(),
        since(told.acceptedAt(), told.failedAt()),
        new Participants(told.to(), told.contactId(), told.agentId(), told.agentName()),
        MessageStanding.of(told.status()),
        null,
        told.reason());
  }

  /** Whose it is is whose message it answers. */
  static ItemNews received(ReceivedEvent event) {
    MessageReceived told = event.data(MessageReceived.class);
    InteractionKey key = InteractionKey.message(event.tenant(), told.messageId());
    return new ItemNews(
        new ItemKey(key, key.id()),
        type(told.channel()),
        told.receivedAt(),
        MessageStanding.RECEIVED.ordinal(),
        new Participants(told.from(), null, null, null),
        new TimelineMessage(
            Direction.INBOUND, MessageStanding.RECEIVED, told.body(), told.media().size(), null),
        told.replyToMessageId() == null
            ? null
            : InteractionKey.message(event.tenant(), told.replyToMessageId()));
  }

  static ItemNews cost(ReceivedEvent event) {
    MessageCostChanged told = event.data(MessageCostChanged.class);
    InteractionKey key = InteractionKey.message(event.tenant(), told.messageId());
    return new ItemNews(
        new ItemKey(key, "cost:" + key.id()),
        TimelineType.COST,
        told.changedAt(),
        told.version(),
        null,
        new TimelineCost(told.state(), told.price(), told.cost(), told.open() ? 1 : 0),
        null);
  }

  /** The same for all news of a message; older versions did not tell it. */
  private static Instant since(Instant accepted, Instant now) {
    return accepted == null ? now : accepted;
  }

  private static ItemNews sent(
      TenantId tenant,
      String messageId,
      Channel channel,
      Instant at,
      Participants participants,
      MessageStanding status,
      String body,
      String failureReason) {
    InteractionKey key = InteractionKey.message(tenant, messageId);
    return new ItemNews(
        new ItemKey(key, key.id()),
        type(channel),
        at,
        status.ordinal(),
        participants,
        new TimelineMessage(Direction.OUTBOUND, status, body, 0, failureReason),
        null);
  }

  private static TimelineType type(Channel channel) {
    return channel == Channel.SMS ? TimelineType.SMS : TimelineType.WHATSAPP;
  }
}
