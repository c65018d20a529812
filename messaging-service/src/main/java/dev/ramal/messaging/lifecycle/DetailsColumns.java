package dev.ramal.messaging.lifecycle;

import dev.ramal.carriers.CarrierColumn;
import dev.ramal.events.Carrier;
import dev.ramal.events.Channel;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.Direction;
import dev.ramal.events.EventJson;
import dev.ramal.events.MessageContent;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.SqlRow;
import dev.ramal.messaging.message.MessageDetails;
import dev.ramal.messaging.message.MessageDetails.Author;
import dev.ramal.messaging.message.MessageId;
import dev.ramal.messaging.message.Party;
import dev.ramal.messaging.message.ReplyTo;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;

/**
 * What never changes of a message, as it is stored.
 *
 * @param media JSON; null without media
 * @param content JSON; null without any
 */
@Embeddable
record DetailsColumns(
    @Column(name = "conversation_id") String conversationId,
    @Enumerated(EnumType.STRING) Direction direction,
    @Enumerated(EnumType.STRING) Channel channel,
    @Column(name = "from_number") String from,
    @Column(name = "to_number") String to,
    String body,
    String media,
    @Column(name = "reply_to") String replyTo,
    @Convert(converter = CarrierColumn.class) Carrier carrier,
    @Column(name = "connection_id") String connectionId,
    @Column(name = "author_id") String authorId,
    @Column(name = "author_name") String authorName,
    @Column(name = "contact_id") String contactId,
    @Column(name = "created_at") Instant createdAt,
    String content,
    @Column(name = "reply_inferred") boolean replyInferred,
    @Column(name = "send_at") Instant sendAt) {

  static DetailsColumns of(MessageDetails details) {
    Author author = details.author();
    return new DetailsColumns(
        details.conversationId(),
        details.direction(),
        details.channel(),
        details.from().value(),
        details.to().value(),
        details.body(),
        MediaJson.write(details.media()),
        details.replyTo() == null ? null : details.replyTo().message().value(),
        details.carrier(),
        details.connectionId().value(),
        author == null ? null : author.userId(),
        author == null ? null : author.name(),
        details.contactId(),
        details.createdAt(),
        details.content() == null ? null : EventJson.write(details.content()),
        details.replyTo() != null && details.replyTo().inferred(),
        details.sendAt());
  }

  /** Whether nobody could say yet what came. */
  boolean lacks(MessageContent told) {
    return !told.kind().equals(MessageContent.UNKNOWN)
        && (content == null
            || EventJson.read(content, MessageContent.class).kind().equals(MessageContent.UNKNOWN));
  }

  DetailsColumns with(MessageContent told) {
    return with(media, EventJson.write(told));
  }

  /** As they are stored; the only ones of which a version may not know the shape. */
  DetailsColumns with(String otherMedia, String otherContent) {
    return new DetailsColumns(
        conversationId,
        direction,
        channel,
        from,
        to,
        body,
        otherMedia,
        replyTo,
        carrier,
        connectionId,
        authorId,
        authorName,
        contactId,
        createdAt,
        otherContent,
        replyInferred,
        sendAt);
  }

  /** From the columns of {@link MessageStatements}. */
  static DetailsColumns read(SqlRow row) {
    return new DetailsColumns(
        row.text(2),
        Direction.valueOf(row.text(3)),
        Channel.valueOf(row.text(4)),
        row.text(5),
        row.text(6),
        row.text(7),
        row.text(8),
        row.text(9),
        Carrier.of(row.text(10)),
        row.text(11),
        row.text(12),
        row.text(13),
        row.text(14),
        row.instant(15),
        row.text(31),
        row.bool(33),
        row.instant(40));
  }

  /**
   * @param purpose as it is stored beside these
   */
  MessageDetails details(RowKey key, PurposeColumns purpose) {
    return new MessageDetails(
        new MessageId(key.id()),
        key.organization(),
        direction,
        channel,
        conversationId,
        new Party(from),
        new Party(to),
        body,
        MediaJson.read(media),
        content == null ? null : EventJson.read(content, MessageContent.class),
        replyTo == null ? null : new ReplyTo(new MessageId(replyTo), replyInferred),
        carrier,
        new ConnectionId(connectionId),
        authorId == null ? null : new Author(authorId, authorName),
        contactId,
        createdAt,
        purpose.purpose(),
        sendAt);
  }
}
