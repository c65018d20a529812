package dev.ramal.crm.messagedays;

import dev.ramal.events.Channel;
import dev.ramal.events.E164;
import dev.ramal.events.MessageStatus;
import dev.ramal.events.TenantId;
import dev.ramal.events.messages.MessageAccepted;
import dev.ramal.events.messages.MessageFailed;
import dev.ramal.events.messages.MessageReceived;
import dev.ramal.kit.consuming.ReceivedEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Optional;

/**
 * What an event tells of one message.
 *
 * @param person E.164 of whom it was written with
 * @param writtenAt when it was written, or for when it was scheduled
 * @param body shortened; null where the event does not tell it
 * @param agentName null when unknown, and for what was received
 * @param contactId in the CRM; null when unknown
 * @param failure why it did not arrive, pt-BR; null unless it is known not to
 * @param leftOut whether it was withdrawn before it left
 * @param causation id of the event
 */
record MessageNews(
    TenantId tenant,
    String messageId,
    String person,
    Channel channel,
    boolean inbound,
    Instant writtenAt,
    String body,
    String agentName,
    String contactId,
    String failure,
    boolean leftOut,
    String causation) {
  static final ZoneId SAO_PAULO = ZoneId.of("America/Sao_Paulo");

  /** A message of an organization. */
  record Key(TenantId tenant, String messageId) {
    static final Comparator<Key> ORDER =
        Comparator.comparing((Key key) -> key.tenant().value()).thenComparing(Key::messageId);
  }

  static boolean isToldBy(ReceivedEvent event) {
    return event.is(MessageAccepted.TYPE)
        || event.is(MessageReceived.TYPE)
        || event.is(MessageFailed.TYPE);
  }

  /** Of an event that {@linkplain #isToldBy tells} some; empty for whoever has no number. */
  static Optional<MessageNews> of(ReceivedEvent event) {
    MessageNews news;
    if (event.is(MessageReceived.TYPE)) {
      news = received(event, event.data(MessageReceived.class));
    } else if (event.is(MessageFailed.TYPE)) {
      news = failed(event, event.data(MessageFailed.class));
    } else {
      news = accepted(event, event.data(MessageAccepted.class));
    }
    return Optional.of(news).filter(told -> E164.isValid(told.person()));
  }

  Key key() {
    return new Key(tenant, messageId);
  }

  LocalDate day() {
    return LocalDate.ofInstant(writtenAt, SAO_PAULO);
  }

  /** Both together, whichever was told first. */
  MessageNews with(MessageNews other) {
    boolean otherTellsMore = body == null && other.body != null;
    MessageNews more = otherTellsMore ? other : this;
    MessageNews less = otherTellsMore ? this : other;
    return new MessageNews(
        tenant,
        messageId,
        more.person,
        more.channel,
        more.inbound,
        more.writtenAt,
        more.body,
        more.agentName == null ? less.agentName : more.agentName,
        more.contactId == null ? less.contactId : more.contactId,
        more.failure == null ? less.failure : more.failure,
        more.leftOut || less.leftOut,
        causation);
  }

  private static MessageNews accepted(ReceivedEvent event, MessageAccepted accepted) {
    return new MessageNews(
        event.tenant(),
        accepted.messageId(),
        accepted.to(),
        accepted.channel(),
        false,
        accepted.sendAt() == null ? accepted.acceptedAt() : accepted.sendAt(),
        ShortText.of(accepted.body()),
        accepted.agentName(),
        accepted.contactId(),
        null,
        false,
        event.id());
  }

  private static MessageNews received(ReceivedEvent event, MessageReceived received) {
    return new MessageNews(
        event.tenant(),
        received.messageId(),
        received.from(),
        received.channel(),
        true,
        received.receivedAt(),
        ShortText.of(received.body(), received.media(), received.content()),
        null,
        null,
        null,
        false,
        event.id());
  }

  private static MessageNews failed(ReceivedEvent event, MessageFailed failed) {
    boolean withdrawn = failed.status() == MessageStatus.CANCELED;
    return new MessageNews(
        event.tenant(),
        failed.messageId(),
        failed.to(),
        failed.channel(),
        false,
        failed.acceptedAt() == null ? failed.failedAt() : failed.acceptedAt(),
        null,
        failed.agentName(),
        failed.contactId(),
        ShortText.of(failed.reason()),
        withdrawn,
        event.id());
  }
}
