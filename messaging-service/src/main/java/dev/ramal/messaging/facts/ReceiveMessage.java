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
import dev.ramal.messaging.lifecycle.MessageRepository;
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
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Somebody wrote to us: the message joins the thread of its contact and channel. The carrier's id
 * makes it one message, however often and under whichever event id it is told.
 */
@ApplicationScoped
class ReceiveMessage {
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
  Uni<Void> receive(
      Mutiny.Session session, TenantId tenant, CarrierMessageReceived fact, String eventId) {
    E164 contact = Spellings.current(number("from", fact.from()));
    E164 ours = number("to", fact.to());
    Instant at = fact.occurredAt().truncatedTo(ChronoUnit.MICROS);
    return conversations
        .open(session, tenant, contact, fact.channel(), at)
        .chain(
            thread ->
                find(session, tenant, fact, fact.carrierMessageId())
                    .chain(
                        known ->
                            known == null
                                ? find(session, tenant, fact, fact.replyTo())
                                    .map(
                                        answered ->
                                            compose(tenant, fact, thread, ours, at, answered))
                                    .chain(message -> add(session, thread, message, fact, eventId))
                                : again(known)));
  }

  private Uni<MessageId> find(
      Mutiny.Session session, TenantId tenant, CarrierMessageReceived fact, String carriersId) {
    return carriersId == null
        ? Uni.createFrom().nullItem()
        : messages.findByCarrierId(session, tenant, fact.carrier(), carriersId);
  }

  private Uni<Void> add(
      Mutiny.Session session,
      ConversationRow thread,
      Message message,
      CarrierMessageReceived fact,
      String eventId) {
    thread.answeredWith(message.details(), fact.contactName());
    return change.create(session, message, received(message, fact), eventId);
  }

  private static Uni<Void> again(MessageId known) {
    LOG.debugf("message=%s received again, nothing to do", known);
    return Uni.createFrom().voidItem();
  }

  private static Message compose(
      TenantId tenant,
      CarrierMessageReceived fact,
      ConversationRow thread,
      E164 ours,
      Instant at,
      MessageId answered) {
    String body = fact.body() == null ? "" : fact.body();
    MessageDetails details =
        new MessageDetails(
            new MessageId(UuidV7.next().toString()),
            tenant,
            Direction.INBOUND,
            fact.channel(),
            thread.id(),
            thread.contact(),
            ours,
            body,
            fact.media(),
            answered,
            fact.carrier(),
            fact.connectionId(),
            null,
            thread.contactId(),
            at);
    int segments =
        fact.segments() == null || fact.segments() < 1
            ? Segments.of(fact.channel(), body).count()
            : fact.segments();
    return new Message(details, MessageProgress.received(fact.carrierMessageId(), segments));
  }

  private static MessageReceived received(Message message, CarrierMessageReceived fact) {
    MessageDetails details = message.details();
    return new MessageReceived(
        details.id().value(),
        details.conversationId(),
        details.channel(),
        details.from().value(),
        details.to().value(),
        details.body(),
        details.media(),
        fact.contactName(),
        details.replyTo() == null ? null : details.replyTo().value(),
        details.carrier(),
        details.connectionId().value(),
        message.progress().carrierMessageId(),
        message.progress().segments(),
        details.createdAt());
  }

  private static E164 number(String field, String text) {
    if (!E164.isValid(text)) {
      throw new FailureException(
          new Failure.Malformed("number", "the field " + field + " holds no E.164 number"));
    }
    return E164.of(text);
  }
}
