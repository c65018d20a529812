package dev.ramal.messaging.facts;

import dev.ramal.events.Channel;
import dev.ramal.events.Direction;
import dev.ramal.events.E164;
import dev.ramal.events.TenantId;
import dev.ramal.events.carrier.CarrierMessageReceived;
import dev.ramal.kit.consuming.ReceivedEvent;
import dev.ramal.kit.failure.Failure;
import dev.ramal.kit.failure.FailureException;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.messaging.conversations.ConversationRow;
import dev.ramal.messaging.conversations.ThreadKey;
import dev.ramal.messaging.facts.FactStep.Concerned;
import dev.ramal.messaging.facts.FactStep.Loaded;
import dev.ramal.messaging.facts.FactStep.Sender;
import dev.ramal.messaging.lifecycle.CarriersMessage;
import dev.ramal.messaging.lifecycle.ChangeMessage;
import dev.ramal.messaging.lifecycle.Heard;
import dev.ramal.messaging.lifecycle.MessageRow;
import dev.ramal.messaging.lifecycle.OptOutConfirmations.Leaving;
import dev.ramal.messaging.message.Message;
import dev.ramal.messaging.message.MessageDetails;
import dev.ramal.messaging.message.MessageFact.PriceNamed;
import dev.ramal.messaging.message.MessageId;
import dev.ramal.messaging.message.MessageProgress;
import dev.ramal.messaging.message.Party;
import dev.ramal.messaging.message.Purpose;
import dev.ramal.messaging.message.ReplyTo;
import dev.ramal.messaging.message.Segments;
import dev.ramal.messaging.optouts.OptOutWords;
import dev.ramal.numbering.Spellings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Objects;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Somebody wrote to us: the message joins the thread of its contact and channel. The carrier's id
 * makes it one message, however often and under whichever event id it is told. Whoever wrote need
 * not be a phone.
 */
@ApplicationScoped
class ReceiveMessage {
  private static final Logger LOG = Logger.getLogger(ReceiveMessage.class);

  private final ChangeMessage change;

  ReceiveMessage(ChangeMessage change) {
    this.change = change;
  }

  FactStep read(ReceivedEvent event, Concerned concerned) {
    return read(event.tenant(), event.data(CarrierMessageReceived.class), event.id(), concerned);
  }

  /**
   * @param causation id of the event that tells of it; null when the carrier was asked
   */
  FactStep read(
      TenantId tenant, CarrierMessageReceived fact, String causation, Concerned concerned) {
    require("to", fact.to());
    require("connectionId", fact.connectionId());
    Instant at = fact.occurredAt().truncatedTo(ChronoUnit.MICROS);
    Sender sender =
        new Sender(new ThreadKey(tenant, contact(fact), fact.channel()), fact.contactUserId());
    CarriersMessage name = name(tenant, fact, fact.carrierMessageId());
    CarriersMessage answered = name(tenant, fact, fact.replyTo());
    concerned.senders().putIfAbsent(sender, at);
    if (fact.replyTo() == null) {
      concerned.answers().computeIfAbsent(sender, any -> new HashSet<>()).add(at);
    }
    Stream.of(name, answered).filter(Objects::nonNull).forEach(concerned.named()::add);
    return loaded -> {
      ConversationRow thread = loaded.thread(sender);
      MessageId known = loaded.messages().idOf(name);
      MessageDetails details =
          known == null
              ? receive(tenant, fact, at, loaded, thread, answered, causation)
              : complete(loaded.messages().find(tenant, known), fact, loaded, thread);
      notePrice(loaded, fact, details, at, causation);
      noteOptOut(loaded, fact, details, thread, causation);
    };
  }

  private MessageDetails receive(
      TenantId tenant,
      CarrierMessageReceived fact,
      Instant at,
      Loaded loaded,
      ConversationRow thread,
      CarriersMessage answered,
      String causation) {
    Message message =
        compose(tenant, fact, thread, at, replyTo(tenant, loaded, thread, at, answered));
    thread.answeredWith(message.details(), fact.contactName(), fact.contactUserId());
    change.receive(loaded.messages(), message, thread.ownerId(), fact.contactName(), causation);
    loaded.received().add(message.details());
    return message.details();
  }

  /** As the carrier says, else what was sent last; null where neither is known. */
  private static ReplyTo replyTo(
      TenantId tenant, Loaded loaded, ConversationRow thread, Instant at, CarriersMessage told) {
    MessageId answered =
        told == null
            ? loaded.sent().get(new Heard(tenant, thread.id(), at))
            : loaded.messages().idOf(told);
    return answered == null ? null : new ReplyTo(answered, told == null);
  }

  /** The carrier was asked before its callback came, or the callback came twice. */
  private MessageDetails complete(
      MessageRow known, CarrierMessageReceived fact, Loaded loaded, ConversationRow thread) {
    MessageDetails details = known.message().details();
    LOG.debugf("message=%s received again", details.id());
    change.complete(loaded.messages(), known, fact.content());
    thread.name(fact.contactName());
    return details;
  }

  /** Telnyx tells it with the message; Twilio is asked later. Told twice, it is told once. */
  private void notePrice(
      Loaded loaded,
      CarrierMessageReceived fact,
      MessageDetails message,
      Instant at,
      String causation) {
    if (fact.cost() != null) {
      MessageRow row = loaded.messages().find(message.tenant(), message.id());
      change.apply(loaded.messages(), row, new PriceNamed(fact.cost(), at), causation);
    }
  }

  /**
   * What the carrier made of a stop or a start word, and answered itself; else what we make of it.
   * Said twice, it is still said once.
   */
  private void noteOptOut(
      Loaded loaded,
      CarrierMessageReceived fact,
      MessageDetails message,
      ConversationRow thread,
      String causation) {
    if (fact.optedOut() != null) {
      change.optOut(loaded.messages(), message, fact.optedOut(), causation);
      return;
    }
    OptOutWords.find(message.body())
        .ifPresent(
            word -> {
              change.optOut(loaded.messages(), message, word.out(), causation);
              boolean answered =
                  message.channel() == Channel.SMS && word.isAnsweredByCarriers(message.body());
              if (word.out() && !answered) {
                loaded.leaving().add(new Leaving(message, thread.ownerId(), word.portuguese()));
              }
            });
  }

  /** Null where the carrier names none. */
  private static CarriersMessage name(TenantId tenant, CarrierMessageReceived fact, String id) {
    return id == null ? null : new CarriersMessage(tenant, fact.carrier(), id);
  }

  /** A number in its one spelling, or what came instead of one. */
  private static Party contact(CarrierMessageReceived fact) {
    String told = fact.from();
    String number =
        fact.channel() == Channel.WHATSAPP && told != null && E164.isValid("+" + told)
            ? "+" + told
            : told;
    Party named = Party.read(number);
    return named.number().map(Spellings::current).map(Party::of).orElse(named);
  }

  private static Message compose(
      TenantId tenant,
      CarrierMessageReceived fact,
      ConversationRow thread,
      Instant at,
      ReplyTo answered) {
    String body = fact.body() == null ? "" : fact.body();
    MessageDetails details =
        new MessageDetails(
            id(tenant, fact),
            tenant,
            Direction.INBOUND,
            fact.channel(),
            thread.id(),
            thread.contact(),
            Party.read(fact.to()),
            body,
            fact.media(),
            fact.content(),
            answered,
            fact.carrier(),
            fact.connectionId(),
            null,
            thread.contactId(),
            at,
            Purpose.NONE,
            null);
    int segments =
        fact.segments() == null || fact.segments() < 1
            ? Segments.of(fact.channel(), body).count()
            : fact.segments();
    return new Message(details, MessageProgress.received(fact.carrierMessageId(), segments));
  }

  /** Of what nobody names, nobody can tell whether it is the same. */
  private static MessageId id(TenantId tenant, CarrierMessageReceived fact) {
    return fact.carrierMessageId() == null
        ? new MessageId(UuidV7.next().toString())
        : MessageId.ofReceived(tenant, fact.carrier(), fact.carrierMessageId());
  }

  private static void require(String field, Object value) {
    if (value == null || value.toString().isBlank()) {
      throw new FailureException(
          new Failure.Malformed(field, "the field " + field + " is missing"));
    }
  }
}
