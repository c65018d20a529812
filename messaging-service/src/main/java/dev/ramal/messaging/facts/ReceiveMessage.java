package dev.ramal.messaging.facts;

import dev.ramal.events.Direction;
import dev.ramal.events.E164;
import dev.ramal.events.TenantId;
import dev.ramal.events.carrier.CarrierMessageReceived;
import dev.ramal.events.messages.MessageReceived;
import dev.ramal.kit.consuming.ReceivedEvent;
import dev.ramal.kit.failure.Failure;
import dev.ramal.kit.failure.FailureException;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.messaging.conversations.ConversationRow;
import dev.ramal.messaging.conversations.ThreadKey;
import dev.ramal.messaging.facts.FactStep.Concerned;
import dev.ramal.messaging.lifecycle.CarriersMessage;
import dev.ramal.messaging.lifecycle.ChangeMessage;
import dev.ramal.messaging.message.Message;
import dev.ramal.messaging.message.MessageDetails;
import dev.ramal.messaging.message.MessageId;
import dev.ramal.messaging.message.MessageProgress;
import dev.ramal.messaging.message.Segments;
import dev.ramal.numbering.Spellings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Somebody wrote to us: the message joins the thread of its contact and channel. The carrier's id
 * makes it one message, however often and under whichever event id it is told.
 */
@ApplicationScoped
class ReceiveMessage {
  private static final Logger LOG = Logger.getLogger(ReceiveMessage.class);

  private final ChangeMessage change;

  ReceiveMessage(ChangeMessage change) {
    this.change = change;
  }

  FactStep read(ReceivedEvent event, Concerned concerned) {
    CarrierMessageReceived fact = event.data(CarrierMessageReceived.class);
    E164 contact = Spellings.current(number("from", fact.from()));
    E164 ours = number("to", fact.to());
    if (fact.connectionId() == null) {
      throw new FailureException(
          new Failure.Malformed("connectionId", "the field connectionId is missing"));
    }
    Instant at = fact.occurredAt().truncatedTo(ChronoUnit.MICROS);
    ThreadKey key = new ThreadKey(event.tenant(), contact, fact.channel());
    CarriersMessage name = name(event.tenant(), fact, fact.carrierMessageId());
    CarriersMessage answered = name(event.tenant(), fact, fact.replyTo());
    concerned.threads().putIfAbsent(key, at);
    Stream.of(name, answered).filter(Objects::nonNull).forEach(concerned.named()::add);
    return loaded -> {
      MessageId known = loaded.messages().idOf(name);
      if (known != null) {
        LOG.debugf("message=%s received again, nothing to do", known);
        return;
      }
      ConversationRow thread = loaded.threads().get(key);
      Message message =
          compose(event.tenant(), fact, thread, ours, at, loaded.messages().idOf(answered));
      change.create(loaded.messages(), message, received(message, fact), event.id());
      thread.answeredWith(message.details(), fact.contactName());
    };
  }

  /** Null where the carrier names none. */
  private static CarriersMessage name(TenantId tenant, CarrierMessageReceived fact, String id) {
    return id == null ? null : new CarriersMessage(tenant, fact.carrier(), id);
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
