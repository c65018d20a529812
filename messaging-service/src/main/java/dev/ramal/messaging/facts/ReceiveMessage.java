package dev.ramal.messaging.facts;

import dev.ramal.events.Direction;
import dev.ramal.events.E164;
import dev.ramal.events.TenantId;
import dev.ramal.events.carrier.CarrierMessageReceived;
import dev.ramal.events.messages.MessageReceived;
import dev.ramal.kit.failure.Failure;
import dev.ramal.kit.failure.FailureException;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.messaging.conversations.ConversationRepository;
import dev.ramal.messaging.conversations.ConversationRow;
import dev.ramal.messaging.lifecycle.ChangeMessage;
import dev.ramal.messaging.lifecycle.MediaJson;
import dev.ramal.messaging.lifecycle.MessageRepository;
import dev.ramal.messaging.lifecycle.MessageRow;
import dev.ramal.messaging.message.Message;
import dev.ramal.messaging.message.MessageDetails;
import dev.ramal.messaging.message.MessageId;
import dev.ramal.messaging.message.MessageProgress;
import dev.ramal.messaging.message.Segments;
import dev.ramal.numbering.Spellings;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Somebody wrote to us: the message joins the thread of its contact and channel. The carrier's id
 * makes it one message, however often and under whichever event id it is told.
 */
@ApplicationScoped
public class ReceiveMessage {
  private static final Logger LOG = Logger.getLogger(ReceiveMessage.class);

  private final ConversationRepository conversations;
  private final MessageRepository messages;
  private final ChangeMessage change;

  ReceiveMessage(
      ConversationRepository conversations, MessageRepository messages, ChangeMessage change) {
    this.conversations = conversations;
    this.messages = messages;
    this.change = change;
  }

  /**
   * @param eventId of the fact; the cause of what we tell
   */
  public Uni<Void> receive(
      Mutiny.Session session, TenantId tenant, CarrierMessageReceived fact, String eventId) {
    E164 contact = Spellings.current(number("from", fact.from()));
    E164 ours = number("to", fact.to());
    Instant at = fact.occurredAt().truncatedTo(ChronoUnit.MICROS);
    return conversations
        .open(session, tenant, contact, fact.channel(), at)
        .chain(
            thread ->
                messages
                    .findByCarrierId(session, tenant, fact.carrier(), fact.carrierMessageId())
                    .chain(
                        known ->
                            known == null
                                ? add(session, tenant, fact, thread, contact, ours, at, eventId)
                                : again(known)));
  }

  private Uni<Void> add(
      Mutiny.Session session,
      TenantId tenant,
      CarrierMessageReceived fact,
      ConversationRow thread,
      E164 contact,
      E164 ours,
      Instant at,
      String eventId) {
    Message message = compose(tenant, fact, thread, contact, ours, at);
    MessageRow row = MessageRow.of(message);
    row.media = MediaJson.write(fact.media());
    continueThread(thread, fact, ours, at);
    return replyTo(session, tenant, fact)
        .invoke(answered -> row.replyTo = answered)
        .chain(() -> session.persist(row))
        .chain(() -> change.publish(session, row, List.of(received(row, fact)), eventId));
  }

  private static Uni<Void> again(MessageRow known) {
    LOG.debugf("message=%s received again, nothing to do", known.key.id());
    return Uni.createFrom().voidItem();
  }

  private static Message compose(
      TenantId tenant,
      CarrierMessageReceived fact,
      ConversationRow thread,
      E164 contact,
      E164 ours,
      Instant at) {
    String body = fact.body() == null ? "" : fact.body();
    MessageDetails details =
        new MessageDetails(
            new MessageId(UuidV7.next().toString()),
            tenant,
            Direction.INBOUND,
            fact.channel(),
            thread.key.id(),
            contact,
            ours,
            body,
            fact.carrier(),
            fact.connectionId().value(),
            null,
            thread.contactId,
            at);
    int segments =
        fact.segments() == null || fact.segments() < 1
            ? Segments.of(fact.channel(), body).count()
            : fact.segments();
    return new Message(details, MessageProgress.received(fact.carrierMessageId(), segments));
  }

  /** A late message must neither close the window again nor take the thread over. */
  private static void continueThread(
      ConversationRow thread, CarrierMessageReceived fact, E164 ours, Instant at) {
    if (thread.lastInboundAt == null || at.isAfter(thread.lastInboundAt)) {
      thread.lastInboundAt = at;
      thread.ourNumber = ours.value();
      thread.connectionId = fact.connectionId().value();
      thread.contactName = fact.contactName() == null ? thread.contactName : fact.contactName();
    }
    if (at.isAfter(thread.lastMessageAt)) {
      thread.lastMessageAt = at;
    }
  }

  private Uni<String> replyTo(
      Mutiny.Session session, TenantId tenant, CarrierMessageReceived fact) {
    return fact.replyTo() == null
        ? Uni.createFrom().nullItem()
        : messages
            .findByCarrierId(session, tenant, fact.carrier(), fact.replyTo())
            .map(answered -> answered == null ? null : answered.key.id());
  }

  private static MessageReceived received(MessageRow row, CarrierMessageReceived fact) {
    return new MessageReceived(
        row.key.id(),
        row.conversationId,
        row.channel,
        row.from,
        row.to,
        row.body,
        fact.media(),
        fact.contactName(),
        row.replyTo,
        row.carrier,
        row.connectionId,
        row.carrierMessageId,
        row.segments,
        row.createdAt);
  }

  private static E164 number(String field, String text) {
    if (!E164.isValid(text)) {
      throw new FailureException(
          new Failure.Malformed("number", "the field " + field + " holds no E.164 number"));
    }
    return E164.of(text);
  }
}
